-- Forgets a source that no node has had since: 1 row, 0 where one has it again or another node was first.
delete from result_source where id = :source and seen_at < :before
