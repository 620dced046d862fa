-- These answers, to be sealed anew, but for what is being written: a row each.
select key_hash, run_id, sealed_answer from idempotency_key where key_hash in (:ids) order by key_hash for update skip locked
