-- Claims one run that is due or whose claim has lapsed: 1 row when this node won it, 0 when another was first.
update run set state = 'running', claimed_by = :#node, claimed_until = :#claimedUntil, version = version + 1
 where id = :#id and version = :#version
   and (state = 'queued' and next_attempt_at <= :#now
        or state = 'running' and (claimed_until < :#now or claimed_by is null and claimed_until is not null))
