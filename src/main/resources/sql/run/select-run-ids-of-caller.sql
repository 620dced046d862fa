-- The newest runs of a caller between two ids, also by state and connector, whether they have ended or not: their ids, newest first.
select id
  from ((select id
           from run
          where caller = :caller and id >= :from and id < :before
            and (cast(:state as varchar) is null or state = :state)
            and (cast(:connectorId as uuid) is null or connector_id = :connectorId)
            and (cast(:activity as varchar) is null or activity = :activity)
          order by caller desc, id desc
          limit :limit)
        union all
        (select id
           from delivery
          where caller = :caller and id >= :from and id < :before
            and cast(:state as varchar) is null
            and (cast(:connectorId as uuid) is null or connector_id = :connectorId)
            and (cast(:activity as varchar) is null or activity = :activity)
          order by id desc
          limit :limit)) newest
 order by id desc
 limit :limit
