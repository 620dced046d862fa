-- Lets go of a delivery until its next attempt: 1 row when the claim still held, 0 when it had lapsed or the run was cancelled.
update delivery set attempts = :attempts, due_at = :nextAttemptAt, claimed_by = null, claimed_at = null, version = version + 1
 where id = :id and version = :version
