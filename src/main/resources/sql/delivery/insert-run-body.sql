-- Keeps what the caller of such a run said: always 1 row.
insert into run_body (run_id, sealed_request) values (:id, :sealedRequest)
