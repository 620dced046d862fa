-- Saved activities: what callers run by name. The body is kept as it was written.
create table activity (
  id           uuid primary key,
  name         varchar(63) not null unique,
  connector_id uuid not null references connector (id),
  definition   varchar not null,
  body         varchar,
  version      bigint not null,
  created_at   timestamp(3) with time zone not null,
  updated_at   timestamp(3) with time zone not null
);
create index activity_of_connector on activity (connector_id);

-- The saved activities that a key names; one of a key for all activities has none. What is deleted is in no scope.
create table key_activity (
  key_id      uuid not null references api_key (id),
  activity_id uuid not null references activity (id) on delete cascade,
  primary key (key_id, activity_id)
);
create index key_activity_of_activity on key_activity (activity_id);

-- A waiting run whose key is kept shows which activity it ran.
alter table idempotency_key add column activity varchar(63);

-- Runs are listed by activity: as by caller and connector, from an index alone.
create index run_of_activity on run (activity, id, connector_id, caller, state);
