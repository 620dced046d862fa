-- Lets the claims of a node lapse: a row for each delivery that it left behind.
update delivery set due_at = :now where claimed_by = :node
