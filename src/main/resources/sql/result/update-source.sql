-- Writes of which ended runs a source is told: 1 row, 0 where it is new.
update result_source set connector_id = :connectorId, connector_key = :connectorKey, activity_id = :activityId, activity = :activity,
       seen_at = :now
 where id = :source
