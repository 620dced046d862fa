-- Keeps what the first caller is about to get: 1 row, or 0 where the key is this run's no more.
update idempotency_key set sealed_answer = :sealedAnswer where key_hash = :key and run_id = :runId
