-- Takes a key for a run: 1 row where this run is the first, 0 where another was.
insert into idempotency_key (key_hash, request_mac, mac_key_id, run_id, wait_for_result, connector_id, activity, method, path, caller,
                             timeout_ms, state, started_at, lapses_at, expires_at)
values (:key, :requestMac, :macKeyId, :runId, :waitForResult, :connectorId, :activity, :method, :path, :caller,
        :timeoutMs, 'running', :startedAt, :lapsesAt, :expiresAt)
on conflict do nothing
