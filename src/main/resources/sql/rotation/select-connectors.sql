-- Connectors with something sealed, in the order of their ids, after one of them: a row each.
select id, name, domain, definition, sealed_secrets, access_token, state, version, created_at, updated_at, last_used_at
  from connector
 where sealed_secrets is not null and id > cast(:after as uuid)
 order by id
 limit :limit
