-- Makes a source known: 1 row, 0 where another node was first.
insert into result_source (id, connector_id, connector_key, activity_id, activity, seen_at)
values (:source, :connectorId, :connectorKey, :activityId, :activity, :now)
on conflict do nothing
