-- Keeps what the first caller is about to get, and how the run ended: 1 row, or 0 where the key is this run's no more.
update idempotency_key set sealed_answer = :sealedAnswer, state = :state, ended_at = :endedAt
 where key_hash = :key and run_id = :runId
