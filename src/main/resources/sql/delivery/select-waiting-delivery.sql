-- A delivery of which a message tells: 1 row, none where it was claimed or cancelled since.
select id, connector_id, version, timeout_ms from delivery where id = :id and version = :version and claimed_by is null
