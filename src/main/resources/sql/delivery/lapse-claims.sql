-- Lets all claims lapse, where no other node can hold one: a row for each delivery that a node left behind.
update delivery set due_at = :now where claimed_by is not null
