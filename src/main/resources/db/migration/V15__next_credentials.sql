-- When a connector's next credential is to be the current one; null where it has none, or none with a time.
alter table connector add column promote_at timestamp(3) with time zone;
create index connector_promote_at on connector (promote_at);
