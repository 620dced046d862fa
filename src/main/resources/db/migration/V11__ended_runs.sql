-- Routes of an integrator's that are told of ended runs, and of which: a connector by its id or by the key of its name, an activity
-- by its name or id; where a column is null, of any.
create table result_source (
  id            varchar(512) primary key,
  connector_id  uuid,
  connector_key varchar(2304),
  activity_id   uuid,
  activity      varchar(63),
  seen_at       timestamp(3) with time zone not null
);

-- Ended runs of which such a route is still to be told: kept in the transaction that ends the run, gone when the route has succeeded,
-- and with what was said in the run. A claim holds for as long as its node lives. The source is no foreign key: no run may fail to end
-- because a source goes.
create table ended_run (
  run_id     uuid not null references run_body (run_id) on delete cascade,
  source_id  varchar(512) not null,
  due_at     timestamp(3) with time zone not null,
  attempts   integer default 0 not null,
  claimed_by uuid,
  primary key (run_id, source_id)
);
create index ended_run_due on ended_run (source_id, due_at);
