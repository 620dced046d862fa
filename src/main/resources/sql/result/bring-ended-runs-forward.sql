-- Makes due what a route is to be told of later: a row for each.
update ended_run set due_at = :now where claimed_by is null and due_at > :now
