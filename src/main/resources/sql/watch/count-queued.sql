-- Counts the deliveries that wait for an attempt, from an index alone: 1 row.
select count(*) as queued from delivery where claimed_by is null
