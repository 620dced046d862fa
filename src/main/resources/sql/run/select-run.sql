-- One run with its connector's name, whether it has ended or is still to be delivered: 1 row or none.
select r.id, r.connector_id, c.name as connector_name, r.activity, r.method, r.path, r.caller, r.wait_for_result, r.state,
       r.created_at, r.ended_at, cast(null as timestamp(3) with time zone) as next_attempt_at, r.replay_of, r.attempts,
       b.sealed_result
  from run r join connector c on c.id = r.connector_id left join run_body b on b.run_id = r.id
 where r.id = :#${variable.runId}
union all
select d.id, d.connector_id, c.name, d.activity, d.method, d.path, d.caller, false,
       case when d.claimed_by is null then 'queued' else 'running' end,
       d.created_at, null, case when d.claimed_by is null then d.due_at end, d.replay_of, d.attempts, b.sealed_result
  from delivery d join connector c on c.id = d.connector_id left join run_body b on b.run_id = d.id
 where d.id = :#${variable.runId}
