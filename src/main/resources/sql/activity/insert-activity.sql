-- Keeps a new activity: 1 row, 0 where its connector was revoked meanwhile; a name that another has breaks the unique name.
insert into activity (id, name, connector_id, definition, body, version, created_at, updated_at)
select cast(:#id as uuid), cast(:#name as varchar), c.id, cast(:#definition as varchar), cast(:#body as varchar),
       cast(:#version as bigint), cast(:#createdAt as timestamp(3) with time zone),
       cast(:#updatedAt as timestamp(3) with time zone)
  from connector c where c.id = :#connectorId and c.state <> 'revoked'
