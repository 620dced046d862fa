-- What these connectors are called now: a row for each that is not revoked.
select id, name from connector where state <> 'revoked' and id in (:ids)
