-- One connector by its id, revoked ones included: 1 row or none.
select id, name, domain, definition, sealed_secrets, state, version, created_at, updated_at, last_used_at
  from connector where id = :#${variable.connectorId}
