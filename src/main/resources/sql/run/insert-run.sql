-- Keeps a run that nobody waits for, before its 202: always 1 row.
insert into run (id, connector_id, method, path, caller, wait_for_result, timeout_ms, state, created_at, next_attempt_at, attempts,
                 sealed_request, version)
values (:#id, :#connectorId, :#method, :#path, :#caller, false, :#timeoutMs, 'queued', :#createdAt, :#createdAt, '[]',
        :#sealedRequest, 0)
