-- Every connector that is not revoked: a row for each.
select id, name, domain, definition, sealed_secrets, state, version, created_at, updated_at, last_used_at
  from connector where state <> 'revoked'
