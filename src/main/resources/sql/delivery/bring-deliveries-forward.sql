-- Makes due what waits for its next attempt: a row for each.
update delivery set due_at = :now where claimed_by is null and due_at > :now
