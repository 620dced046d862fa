-- Records a waiting run that has ended: 1 row.
insert into run (id, connector_id, method, path, caller, wait_for_result, timeout_ms, state, created_at, ended_at, attempts,
                 version)
values (:id, :connectorId, :method, :path, :caller, true, :timeoutMs, :state, :createdAt, :endedAt, :attempts, 0)
