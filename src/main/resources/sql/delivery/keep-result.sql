-- Keeps what the target said last: 1 row.
update run_body set sealed_result = :sealedResult where run_id = :id
