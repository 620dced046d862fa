-- A waiting run whose key is kept, for as long as its end is not recorded otherwise: 1 row or none.
select k.run_id as id, k.connector_id, c.name as connector_name, k.activity, k.method, k.path, k.caller,
       k.wait_for_result, case when k.state = 'running' and k.lapses_at <= :#${variable.now} then 'unknown' else k.state end as state,
       k.started_at as created_at,
       case when k.state = 'running' and k.lapses_at <= :#${variable.now} then k.lapses_at else k.ended_at end as ended_at,
       cast(null as timestamp(3) with time zone) as next_attempt_at, cast(null as uuid) as replay_of, '[]' as attempts
  from idempotency_key k join connector c on c.id = k.connector_id
 where k.run_id = :#${variable.runId} and k.wait_for_result
