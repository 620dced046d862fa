-- A page of keys that nobody has ended, newest first: those made before the one that the page comes after.
select id, name, role, all_connectors, all_activities, created_at, expires_at, last_used_at,
       from_setting
  from api_key
 where ended_at is null and (cast(:#after as uuid) is null or id < cast(:#after as uuid))
 order by id desc
 limit :#limit
