-- An ended run that this node has claimed, with what its target said: 1 row, none where that was erased or another node has it.
select r.id, r.state, r.activity, r.caller, r.replay_of, r.attempts, c.name as connector_name, b.sealed_result
  from ended_run e
  join run r on r.id = e.run_id
  join connector c on c.id = r.connector_id
  join run_body b on b.run_id = e.run_id
 where e.run_id = :run and e.source_id = :source and e.claimed_by = :node
