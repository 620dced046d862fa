-- Keys of every role: what a runner may use, when a key dies by itself, when it was last used, and whether the settings gave it.
alter table api_key add column all_connectors boolean default false not null;
alter table api_key add column all_activities boolean default false not null;
alter table api_key add column from_setting boolean default false not null;
alter table api_key add column expires_at timestamp(3) with time zone;
alter table api_key add column last_used_at timestamp(3) with time zone;

-- Until now all keys were those of admins, and one from the settings was known by its name.
update api_key set all_connectors = true, all_activities = true, from_setting = (name = 'appconnector.admin-key');

-- The connectors that a key names; one of a key for all connectors has none.
create table key_connector (
  key_id       uuid not null references api_key (id),
  connector_id uuid not null references connector (id),
  primary key (key_id, connector_id)
);
