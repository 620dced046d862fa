-- Forgets the ended sessions that would be over by now: a row for each.
delete from ended_session where expires_at <= :#now
