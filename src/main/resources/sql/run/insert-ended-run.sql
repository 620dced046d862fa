-- Records a run that has ended: 1 row.
insert into run (id, connector_id, activity, method, path, caller, wait_for_result, timeout_ms, state, created_at, ended_at,
                 replay_of, attempts)
values (:id, :connectorId, :activity, :method, :path, :caller, :waitForResult, :timeoutMs, :state, :createdAt, :endedAt,
        :replayOf, :attempts)
