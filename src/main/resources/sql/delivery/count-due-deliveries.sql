-- How many deliveries of a connector wait for an attempt or have a claim that has lapsed, at most :most: always 1 row.
select count(*) as due
  from (select id from delivery where connector_id = :connectorId and due_at <= :now limit :most) counted
