-- A page of connectors, newest first: those of the wanted states and ids, made before the one that the page comes after.
select id, name, domain, definition, sealed_secrets, state, version, created_at, updated_at, last_used_at
  from connector
 where state in (:#in:states) and (cast(:#all as boolean) or id in (:#in:ids))
   and (cast(:#after as uuid) is null or id < cast(:#after as uuid))
 order by id desc
 limit :#limit
