-- Frees a key that has expired, so that it can be taken: 1 row, or 0 where it is free or holds.
delete from idempotency_key where key_hash = :key and expires_at <= :now
