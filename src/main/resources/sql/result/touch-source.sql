-- Writes that this node has a source: 1 row, 0 where it was forgotten.
update result_source set seen_at = :now where id = :source
