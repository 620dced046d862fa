-- The runs that wait for an attempt, longest due first: a row each, at most as many as this node takes at once.
select id, timeout_ms, state, version from run
 where state = 'queued' and next_attempt_at <= :#${variable.now} or state = 'running' and claimed_until < :#${variable.now}
 order by next_attempt_at
 limit 100
