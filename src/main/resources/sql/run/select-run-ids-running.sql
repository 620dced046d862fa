-- The newest runs between two ids that a node has claimed, also by connector and caller: their ids, newest first.
select id
  from delivery
 where claimed_by in (select distinct claimed_by from delivery where claimed_by is not null) and id >= :from and id < :before
   and (cast(:connectorId as uuid) is null or connector_id = :connectorId)
   and (cast(:caller as varchar) is null or caller = :caller)
   and (cast(:activity as varchar) is null or activity = :activity)
 order by id desc
 limit :limit
