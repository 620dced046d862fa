-- The deliveries of a connector that wait for an attempt or whose claim has lapsed, longest due first, but for those
-- that another node is claiming: a row each.
select id, version, timeout_ms, claimed_at
  from delivery
 where connector_id = :connectorId and due_at <= :now
 order by connector_id, due_at
 limit :limit
   for update skip locked
