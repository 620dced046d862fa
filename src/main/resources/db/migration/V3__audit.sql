-- The keyset that keys are derived from, one for each purpose; wrapped as the one that seals.
create table derivation_keyset (
  only_row   integer primary key check (only_row = 1),
  wrapped    varchar not null,
  created_at timestamp(3) with time zone not null
);

-- Who did what to what. The mac links each entry to the one before; the columns beside it are there to find it by.
create table audit_entry (
  sequence    bigint primary key,
  happened_at timestamp(3) with time zone not null,
  actor       varchar(512),
  actor_name  varchar(512),
  object_id   varchar(512),
  object_name varchar(512),
  entry       varchar not null,
  key_id      varchar(10) not null,
  mac         varchar(64) not null
);
create index audit_entry_actor on audit_entry (actor, sequence);
create index audit_entry_actor_name on audit_entry (actor_name, sequence);
create index audit_entry_object_id on audit_entry (object_id, sequence);
create index audit_entry_object_name on audit_entry (object_name, sequence);
create index audit_entry_time on audit_entry (happened_at);

-- Where the audit ends and, once old entries are removed, where it begins. Its row's lock puts the entries in order.
create table audit_head (
  only_row    integer primary key check (only_row = 1),
  sequence    bigint not null,
  mac         varchar(64) not null,
  removed     bigint not null,
  removed_mac varchar(64) not null,
  key_id      varchar(10) not null,
  seal        varchar(64) not null
);
insert into audit_head (only_row, sequence, mac, removed, removed_mac, key_id, seal) values (1, 0, '', 0, '', '', '');
