-- Writes how an attempt ended: 1 row when the claim still held, 0 when it had lapsed or the run was cancelled.
update run set state = :#state, attempts = :#attempts, sealed_result = :#sealedResult,
       next_attempt_at = :#nextAttemptAt, ended_at = :#endedAt, claimed_by = null, claimed_until = null,
       version = version + 1
 where id = :#id and state = 'running' and claimed_by = :#node and version = :#version
