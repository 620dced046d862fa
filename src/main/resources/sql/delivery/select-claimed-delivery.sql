-- One delivery that this node has claimed, with what its caller said: 1 row, none where it was cancelled meanwhile.
select d.id, d.connector_id, d.activity, d.method, d.path, d.caller, d.timeout_ms, d.created_at, d.replay_of, d.trace_parent,
       d.attempts, d.claimed_at, d.version, b.sealed_request
  from delivery d join run_body b on b.run_id = d.id
 where d.id = :#id and d.version = :#version
