-- Takes a rotation that nobody works on, or a node that lives no more: 1 row when this node won it.
update keyset_rotation set claimed_by = :node
 where claimed_by is null or claimed_by not in (select id from node)
