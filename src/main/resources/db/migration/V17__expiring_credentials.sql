-- When the first of a connector's credentials ends, where that is known: people are warned of it in time.
alter table connector add column expires_at timestamp(3) with time zone;
create index connector_expires_at on connector (expires_at);
