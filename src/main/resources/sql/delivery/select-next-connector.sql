-- The connector with deliveries whose id comes next, and whether it is paused: 1 row or none.
select d.connector_id, (select c.state from connector c where c.id = d.connector_id) as state
  from delivery d
 where d.connector_id > :after
 order by d.connector_id
 limit 1
