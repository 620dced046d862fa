-- Forgets keys that have expired, a batch at a time: a row for each.
delete from idempotency_key where key_hash in (
  select key_hash from idempotency_key where expires_at <= :now order by expires_at limit :most)
