-- How many deliveries wait, and since when, is counted from an index alone.
drop index delivery_claimed;
create index delivery_claimed on delivery (claimed_by, connector_id, created_at);
