-- The sessions that were ended before their time: a row each.
select id, expires_at from ended_session where expires_at > :now
