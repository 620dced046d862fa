-- Ends a session: 1 row, or 0 where it was ended already.
insert into ended_session (id, expires_at) values (:#id, :#expiresAt) on conflict do nothing
