-- Lets go of an ended run, of which the source is to be told from then on: 1 row, 0 where another node has it.
update ended_run set claimed_by = null, due_at = :dueAt where run_id = :run and source_id = :source and claimed_by = :node
