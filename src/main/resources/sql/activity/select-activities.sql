-- A page of activities, newest first: those of the wanted ids, made before the one that the page comes after.
select a.id, a.name, a.connector_id, c.name as connector_name, a.definition, a.body, a.version, a.created_at, a.updated_at,
       a.last_run_at
  from activity a join connector c on c.id = a.connector_id
 where (cast(:#all as boolean) or a.id in (:#in:ids))
   and (cast(:#after as uuid) is null or a.id < cast(:#after as uuid))
 order by a.id desc
 limit :#limit
