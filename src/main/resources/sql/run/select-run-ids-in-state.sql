-- The newest runs between two ids that have ended in a state, also by connector: their ids, newest first.
select id
  from run
 where state = :state and id >= :from and id < :before
   and (cast(:connectorId as uuid) is null or connector_id = :connectorId)
   and (cast(:activity as varchar) is null or activity = :activity)
 order by state desc, id desc
 limit :limit
