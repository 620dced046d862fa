-- The newest runs of a connector between two ids, also by state, whether they have ended or not: their ids, newest first.
select id
  from ((select id
           from run
          where connector_id = :connectorId and id >= :from and id < :before
            and (cast(:state as varchar) is null or state = :state)
            and (cast(:activity as varchar) is null or activity = :activity)
          order by connector_id desc, id desc
          limit :limit)
        union all
        (select id
           from delivery
          where coalesce(connector_id, id) = :connectorId and id >= :from and id < :before
            and cast(:state as varchar) is null
            and (cast(:activity as varchar) is null or activity = :activity)
          order by id desc
          limit :limit)) newest
 order by id desc
 limit :limit
