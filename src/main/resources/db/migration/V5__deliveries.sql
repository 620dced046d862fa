-- Deliveries: runs that nobody waits for, from their acceptance to their end; then they are in run. One that is claimed is due
-- again when its claim lapses. Its connector is no foreign key: each acceptance would lock the connector's row.
create table delivery (
  id           uuid primary key,
  connector_id uuid not null,
  activity     varchar(63),
  method       varchar(7) not null,
  path         varchar(8192) not null,
  caller       varchar(512) not null,
  timeout_ms   bigint not null,
  created_at   timestamp(3) with time zone not null,
  replay_of    uuid,
  trace_parent varchar(55),
  attempts     varchar not null,
  due_at       timestamp(3) with time zone not null,
  claimed_by   uuid,
  claimed_at   timestamp(3) with time zone,
  cancelled    boolean default false not null,
  version      bigint not null
);
create index delivery_due on delivery (connector_id, due_at);
create index delivery_claimed on delivery (claimed_by);

-- What the callers and the targets of such runs said, sealed; erased some time after the end.
create table run_body (
  run_id         uuid primary key,
  sealed_request ${bytes},
  sealed_result  ${bytes},
  erase_after    timestamp(3) with time zone
);
create index run_body_erase_after on run_body (erase_after);

insert into delivery (id, connector_id, activity, method, path, caller, timeout_ms, created_at, replay_of, attempts, due_at,
                      version)
select id, connector_id, activity, method, path, caller, timeout_ms, created_at, replay_of, attempts,
       coalesce(next_attempt_at, claimed_until, created_at), version
  from run where state in ('queued', 'running') and not wait_for_result;
insert into run_body (run_id, sealed_request, sealed_result)
select id, sealed_request, sealed_result from run where not wait_for_result;
delete from run where state in ('queued', 'running');

-- From now on run holds what has ended, and is only added to. Ids rise with time: newest first is by id.
drop index run_due;
drop index run_claimed;
drop index run_of_connector;
alter table run drop column next_attempt_at;
alter table run drop column claimed_by;
alter table run drop column claimed_until;
alter table run drop column version;
alter table run drop column sealed_request;
alter table run drop column sealed_result;
update run_body set erase_after = (select r.ended_at + interval '7' day from run r where r.id = run_body.run_id);
create index run_of_connector on run (connector_id, id);
create index run_of_caller on run (caller, id);
create index run_in_state on run (state, id);
