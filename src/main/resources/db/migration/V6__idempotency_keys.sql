-- Callers' Idempotency-Keys: which run a key began, and what was answered to it. Of key and request only what tells them from
-- others is kept; the answer rests sealed. A waiting run is shown from here until its end is recorded.
create table idempotency_key (
  key_hash        varchar(64) primary key,
  request_mac     varchar(64) not null,
  mac_key_id      varchar(10) not null,
  run_id          uuid not null unique,
  wait_for_result boolean not null,
  connector_id    uuid not null,
  method          varchar(7) not null,
  path            varchar(8192) not null,
  caller          varchar(512) not null,
  timeout_ms      bigint not null,
  state           varchar(10) not null,
  started_at      timestamp(3) with time zone not null,
  ended_at        timestamp(3) with time zone,
  lapses_at       timestamp(3) with time zone not null,
  expires_at      timestamp(3) with time zone not null,
  sealed_answer   ${bytes}
);
create index idempotency_key_expires_at on idempotency_key (expires_at);
