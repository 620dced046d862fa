-- Connectors: what is open about them as JSON, their secrets sealed. A revoked one stays for the audit alone: no secrets, no name key.
create table connector (
  id             uuid primary key,
  name           varchar(128) not null,
  name_key       varchar(2304) unique,
  last_name_key  varchar(2304) not null,
  domain         varchar(2048) not null,
  definition     varchar not null,
  sealed_secrets varchar,
  state          varchar(8) not null,
  version        bigint not null,
  created_at     timestamp(3) with time zone not null,
  updated_at     timestamp(3) with time zone not null,
  revoked_at     timestamp(3) with time zone,
  last_used_at   timestamp(3) with time zone
);
create index connector_last_name_key on connector (last_name_key);

-- Runs: the caller's request and the target's answer rest sealed.
create table run (
  id               uuid primary key,
  connector_id     uuid not null references connector (id),
  activity         varchar(63),
  method           varchar(7) not null,
  path             varchar(8192) not null,
  caller           varchar(512) not null,
  wait_for_result  boolean not null,
  timeout_ms       bigint not null,
  state            varchar(10) not null,
  created_at       timestamp(3) with time zone not null,
  ended_at         timestamp(3) with time zone,
  next_attempt_at  timestamp(3) with time zone,
  replay_of        uuid,
  attempts         varchar not null,
  sealed_request   ${bytes},
  sealed_result    ${bytes},
  claimed_by       uuid,
  claimed_until    timestamp(3) with time zone,
  version          bigint not null
);
create index run_due on run (state, next_attempt_at);
create index run_claimed on run (state, claimed_until);
create index run_of_connector on run (connector_id, state);

-- Callers' keys: only their SHA-256 is kept.
create table api_key (
  id         uuid primary key,
  name       varchar(128) not null,
  role       varchar(8) not null,
  key_hash   varchar(64) not null unique,
  created_at timestamp(3) with time zone not null,
  ended_at   timestamp(3) with time zone
);

-- The keyset that seals secrets, wrapped by the master key, which is never in the database.
create table keyset (
  only_row   integer primary key check (only_row = 1),
  wrapped    varchar not null,
  created_at timestamp(3) with time zone not null
);

-- Rises in the transaction of every change that a node must not miss; its row's lock puts them in order.
create table change_counter (
  only_row integer primary key check (only_row = 1),
  changes  bigint not null
);
insert into change_counter (only_row, changes) values (1, 0);
