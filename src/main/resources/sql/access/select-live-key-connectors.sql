-- The connectors that keys name which nobody has ended: a row for each pair.
select c.key_id, c.connector_id from key_connector c join api_key k on k.id = c.key_id where k.ended_at is null
