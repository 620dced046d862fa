-- The run that this key began, and its answer where it is kept: 1 row, or none where the key is free.
select run_id, request_mac, mac_key_id, wait_for_result, lapses_at, sealed_answer
  from idempotency_key
 where key_hash = :key and expires_at > :now
