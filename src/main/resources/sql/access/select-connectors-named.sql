-- The connectors that a scope names by id or name: a row for each that is not revoked.
select id, name_key from connector where state <> 'revoked' and (id in (:#in:ids) or name_key in (:#in:nameKeys))
