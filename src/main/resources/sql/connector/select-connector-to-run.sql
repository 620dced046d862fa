-- The connector that a run names: 1 row or none. By name a live one comes before the revoked ones that had it.
select id, name, domain, definition, sealed_secrets, state, version, created_at, updated_at, last_used_at
  from connector where id = :#${variable.connectorId} or last_name_key = :#${variable.connectorNameKey}
 order by case when state = 'revoked' then 1 else 0 end, created_at desc
 limit 1
