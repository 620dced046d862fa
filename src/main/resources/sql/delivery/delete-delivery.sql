-- Ends a delivery: 1 row when the claim still held, 0 when it had lapsed or the run was cancelled.
delete from delivery where id = :id and version = :version
