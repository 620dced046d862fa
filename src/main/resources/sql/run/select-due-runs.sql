-- The runs that wait for an attempt, longest due first: a row each, at most as many as this node takes at once.
select id, timeout_ms, state, version, due_at from (
  select id, timeout_ms, state, version, next_attempt_at as due_at
    from run where state = 'queued' and next_attempt_at <= :#${variable.now}
  union all
  select id, timeout_ms, state, version, claimed_until as due_at
    from run where state = 'running'
     and (claimed_until < :#${variable.now} or claimed_by is null and claimed_until is not null)
) due
 order by due_at
 limit 100
