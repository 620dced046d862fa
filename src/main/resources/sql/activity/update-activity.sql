-- Changes an activity: 1 row when it still had the version read, 0 when another change or its deletion was first.
update activity set name = :#name, connector_id = :#connectorId, definition = :#definition, body = :#body, version = :#version,
       updated_at = :#updatedAt
 where id = :#id and version = :#readVersion
