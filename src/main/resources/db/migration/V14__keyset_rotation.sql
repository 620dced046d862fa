-- The keyset's version rises with each of its changes, and each node says which one it works with; when it was last wrapped, where
-- that was not at its making.
alter table keyset add column version bigint default 0 not null;
alter table keyset add column wrapped_at timestamp(3) with time zone;
alter table node add column keyset_version bigint;

-- When the keys were made that the keyset's first one was not.
create table keyset_key (
  id         varchar(10) primary key,
  created_at timestamp(3) with time zone not null
);

-- The rotation that is under way, and how far it is; no row where none is. Pass by pass it looks at each part of what is sealed, in the
-- order of its rows.
create table keyset_rotation (
  only_row   integer primary key check (only_row = 1),
  phase      varchar(8) not null,
  pass       integer not null,
  part       integer not null,
  after_row  varchar(64) not null,
  done       bigint not null,
  total      bigint not null,
  found      bigint not null,
  unopened   bigint not null,
  claimed_by uuid
);
