-- The newest runs of an activity between two ids, also by state and connector, whether they have ended or not: their ids, newest first.
select id
  from ((select id
           from run
          where activity = :activity and id >= :from and id < :before
            and (cast(:state as varchar) is null or state = :state)
            and (cast(:connectorId as uuid) is null or connector_id = :connectorId)
            and (cast(:caller as varchar) is null or caller = :caller)
          order by activity desc, id desc
          limit :limit)
        union all
        (select id
           from delivery
          where activity = :activity and id >= :from and id < :before
            and cast(:state as varchar) is null
            and (cast(:connectorId as uuid) is null or connector_id = :connectorId)
            and (cast(:caller as varchar) is null or caller = :caller)
          order by id desc
          limit :limit)) newest
 order by id desc
 limit :limit
