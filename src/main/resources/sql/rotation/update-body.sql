-- Puts what is sealed anew in place of the same, whose lock is held: 1 row.
update run_body set sealed_request = :sealedRequest, sealed_result = :sealedResult where run_id = :id
