-- One run with its connector's name: 1 row or none.
select r.id, r.connector_id, c.name as connector_name, r.activity, r.method, r.path, r.caller, r.wait_for_result, r.timeout_ms, r.state,
       r.created_at, r.ended_at, r.next_attempt_at, r.replay_of, r.attempts, r.sealed_request, r.sealed_result, r.version
  from run r join connector c on c.id = r.connector_id
 where r.id = :#${variable.runId}
