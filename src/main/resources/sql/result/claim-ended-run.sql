-- Claims an ended run to tell a source of it: 1 row when this node won it, 0 when another was first.
update ended_run set claimed_by = :node, attempts = attempts + 1
 where run_id = :run and source_id = :source and attempts = :attempts
