-- The keyset that keys are derived from, one for each purpose; wrapped as the one that seals.
create table derivation_keyset (
  only_row   integer primary key check (only_row = 1),
  wrapped    varchar not null,
  created_at timestamp(3) with time zone not null
);
