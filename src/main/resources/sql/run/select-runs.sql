-- The runs of these ids with their connectors' names, whether they have ended or are still to be delivered: a row each.
select r.id, r.connector_id, c.name as connector_name, r.activity, r.method, r.path, r.caller, r.wait_for_result, r.state,
       r.created_at, r.ended_at, cast(null as timestamp(3) with time zone) as next_attempt_at, r.replay_of, r.attempts
  from run r join connector c on c.id = r.connector_id
 where r.id in (:ids)
union all
select d.id, d.connector_id, c.name, d.activity, d.method, d.path, d.caller, false,
       case when d.claimed_by is null then 'queued' else 'running' end,
       d.created_at, null, case when d.claimed_by is null then d.due_at end, d.replay_of, d.attempts
  from delivery d join connector c on c.id = d.connector_id
 where d.id in (:ids)
