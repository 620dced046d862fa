-- Which of these connectors may no longer be called: a row for each that is revoked.
select id from connector where state = 'revoked' and id in (:ids)
