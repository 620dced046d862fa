-- Puts an answer that is sealed anew in place of the same, whose lock is held: 1 row.
update idempotency_key set sealed_answer = :sealedAnswer where key_hash = :id
