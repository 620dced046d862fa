-- Takes away a node that has not written since: 1 row when this node was the first to, 0 when it lives or another was.
delete from node where id = :node and seen_at = :seenAt
