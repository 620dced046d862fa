-- Frees the key of a run that sent nothing: 1 row, or 0 where the key is not this run's.
delete from idempotency_key where key_hash = :key and run_id = :runId
