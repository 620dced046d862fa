-- How many answers are kept for an Idempotency-Key: 1 row.
select count(*) from idempotency_key where sealed_answer is not null
