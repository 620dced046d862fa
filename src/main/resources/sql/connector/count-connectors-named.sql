-- How many connectors that are not revoked have this id, or this name: 1 row with 0 or 1.
select count(*) as connectors from connector where state <> 'revoked' and (id = :id or last_name_key = :nameKey)
