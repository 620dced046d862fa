-- Which of these connectors are revoked: a row for each.
select id from connector where state = 'revoked' and id in (:ids)
