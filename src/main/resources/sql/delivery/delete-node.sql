-- Takes away a node that ends: 1 row, 0 where another has taken it for dead.
delete from node where id = :node
