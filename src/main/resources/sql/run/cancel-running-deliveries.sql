-- Cancels the deliveries that a revoked connector had under way on any node, which aborts them there: a row for each.
update run set state = 'cancelled', ended_at = :#now, next_attempt_at = null, claimed_by = null, claimed_until = null,
       version = version + 1
 where connector_id = :#id and state = 'running'
