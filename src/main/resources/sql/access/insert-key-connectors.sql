-- Names the connectors of a new key: a row for each that was not revoked meanwhile.
insert into key_connector (key_id, connector_id)
select cast(:#id as uuid), id from connector where id in (:#in:connectors) and state <> 'revoked'
