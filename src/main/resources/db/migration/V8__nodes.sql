-- The nodes that live. What is written here comes from the database's clock alone, and is compared with nothing but itself.
create table node (
  id         uuid primary key,
  started_at timestamp(3) with time zone not null,
  seen_at    timestamp(3) with time zone not null
);
