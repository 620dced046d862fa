-- Records the waiting runs whose keys are about to be forgotten and whose node died in the middle: a row for each.
insert into run (id, connector_id, activity, method, path, caller, wait_for_result, timeout_ms, state, created_at, ended_at, attempts)
select run_id, connector_id, activity, method, path, caller, true, timeout_ms, 'unknown', started_at, lapses_at, '[]'
  from idempotency_key
 where expires_at <= :now and wait_for_result and state = 'running'
on conflict do nothing
