-- Cancels what a revoked connector still had queued or under way: a row for each.
update run set state = 'cancelled', ended_at = :#now, next_attempt_at = null, claimed_by = null, claimed_until = null,
       version = version + 1
 where connector_id = :#id and state in ('queued', 'running')
