-- The access token of an OAuth2 connector, sealed, for all nodes: they fetch one together.
alter table connector add column access_token text;
