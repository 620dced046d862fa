-- The connectors whose next credential is to be the current one by now: a row for each, or none.
select id, name, domain, definition, sealed_secrets, state, version, created_at, updated_at, last_used_at
  from connector where promote_at <= :now and state <> 'revoked'
