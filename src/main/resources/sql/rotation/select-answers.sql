-- Answers that are kept for an Idempotency-Key, in the order of the keys, after one of them: a row each, as those of runs.
select key_hash, octet_length(sealed_answer) as octets, substring(sealed_answer from 1 for 5) <> :prefix as is_old
  from idempotency_key
 where sealed_answer is not null and key_hash > :after
 order by key_hash
 limit :limit
