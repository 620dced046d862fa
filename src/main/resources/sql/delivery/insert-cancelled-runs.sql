-- Records the cancelled deliveries of a connector as ended: a row for each.
insert into run (id, connector_id, activity, method, path, caller, wait_for_result, timeout_ms, state, created_at, ended_at,
                 replay_of, attempts)
select id, connector_id, activity, method, path, caller, false, timeout_ms, 'cancelled', created_at, :#now, replay_of, attempts
  from delivery where connector_id = :#id and cancelled
