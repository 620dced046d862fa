-- Keeps the cancelled deliveries of a revoked connector for each source that asks for them: a row for each run and source.
insert into ended_run (run_id, source_id, due_at)
select d.id, s.id, :now
  from delivery d
  join run_body b on b.run_id = d.id
  join connector c on c.id = d.connector_id
  join result_source s
    on (s.connector_id is null or s.connector_id = d.connector_id)
   and (s.connector_key is null or s.connector_key = c.last_name_key)
   and (s.activity is null or s.activity = d.activity)
   and (s.activity_id is null or exists (select 1 from activity a where a.id = s.activity_id and a.name = d.activity))
 where d.connector_id = :connectorId and d.cancelled
