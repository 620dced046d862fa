-- Connectors that a credential of ends before that time, the first one first: who is warned reads no more than a hundred.
select name, expires_at
  from connector
 where expires_at < :#before and state <> 'revoked'
 order by expires_at, name
 limit 100
