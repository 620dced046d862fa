-- Keeps a run that nobody waits for, before its 202: always 1 row.
insert into delivery (id, connector_id, activity, method, path, caller, timeout_ms, created_at, replay_of, trace_parent, attempts,
                      due_at, claimed_by, claimed_at, version)
values (:id, :connectorId, :activity, :method, :path, :caller, :timeoutMs, :createdAt, :replayOf, :traceParent, '[]',
        :dueAt, :claimedBy, :claimedAt, 0)
