-- Keeps runs that have just ended for each source that asks for them: a row for each run and source.
insert into ended_run (run_id, source_id, due_at)
select r.id, s.id, r.ended_at
  from run r
  join run_body b on b.run_id = r.id
  join connector c on c.id = r.connector_id
  join result_source s
    on (s.connector_id is null or s.connector_id = r.connector_id)
   and (s.connector_key is null or s.connector_key = c.last_name_key)
   and (s.activity is null or s.activity = r.activity)
   and (s.activity_id is null or exists (select 1 from activity a where a.id = s.activity_id and a.name = r.activity))
 where r.id in (:ids)
