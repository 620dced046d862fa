-- Adds to a run that was taken over the attempt in the middle of which its node ended: 1 row.
update run set attempts = :#attempts where id = :#id and state = 'running' and version = :#version
