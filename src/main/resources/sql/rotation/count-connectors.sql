-- How many connectors have something sealed: 1 row.
select count(*) from connector where sealed_secrets is not null
