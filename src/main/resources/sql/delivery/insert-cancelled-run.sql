-- Records a cancelled delivery as ended: 1 row, 0 where there is none.
insert into run (id, connector_id, activity, method, path, caller, wait_for_result, timeout_ms, state, created_at, ended_at,
                 replay_of, attempts)
select id, connector_id, activity, method, path, caller, false, timeout_ms, 'cancelled', created_at, :#now, replay_of, attempts
  from delivery where id = :#id and cancelled
