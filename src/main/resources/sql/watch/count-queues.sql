-- Counts the deliveries that wait for an attempt, and those that died and are kept, by connector: up to 2 rows for each. Both
-- are read from an index alone.
select connector_id, count(*) as queued, min(created_at) as oldest, 0 as dead
  from delivery where claimed_by is null group by connector_id
union all
select connector_id, 0, cast(null as timestamp(3) with time zone), count(*)
  from run where state = 'dead' group by connector_id
