-- Cancels what a revoked connector still had queued: a row for each.
update run set state = 'cancelled', ended_at = :#now, next_attempt_at = null, version = version + 1
 where connector_id = :#id and state = 'queued'
