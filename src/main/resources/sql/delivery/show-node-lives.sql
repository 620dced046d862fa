-- Writes that a node lives: 1 row, 0 where another has taken it for dead, or it is new.
update node set seen_at = current_timestamp where id = :node
