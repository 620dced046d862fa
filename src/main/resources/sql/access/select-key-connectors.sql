-- The connectors that these keys name: a row for each pair.
select key_id, connector_id from key_connector where key_id in (:#in:keys) order by key_id, connector_id
