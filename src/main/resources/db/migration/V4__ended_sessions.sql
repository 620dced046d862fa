-- Sessions that were ended before their time: each stays until it would have been over anyway.
create table ended_session (
  id         uuid primary key,
  expires_at timestamp(3) with time zone not null
);
