-- A connector as it is now, whatever became of it since its id was read: 1 row.
select id, name, domain, definition, sealed_secrets, state, version, created_at, updated_at, last_used_at
  from connector where id = :id
