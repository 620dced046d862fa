-- The newest runs between two ids that wait for an attempt, also by connector and caller: their ids, newest first. So written that
-- the order is that of the key: most deliveries wait.
select id
  from delivery
 where coalesce(claimed_by, id) = id and id >= :from and id < :before
   and (cast(:connectorId as uuid) is null or connector_id = :connectorId)
   and (cast(:caller as varchar) is null or caller = :caller)
   and (cast(:activity as varchar) is null or activity = :activity)
 order by id desc
 limit :limit
