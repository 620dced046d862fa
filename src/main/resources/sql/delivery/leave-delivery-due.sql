-- Leaves a delivery to whoever looks for what is due: 1 row, 0 where it was claimed or cancelled since.
update delivery set due_at = :dueAt where id = :id and version = :version and claimed_by is null
