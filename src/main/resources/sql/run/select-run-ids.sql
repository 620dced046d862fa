-- The newest runs between two ids, whether they have ended or are still to be delivered: their ids, newest first.
select id
  from ((select id
           from run
          where id >= :from and id < :before and (cast(:activity as varchar) is null or activity = :activity)
          order by id desc
          limit :limit)
        union all
        (select id
           from delivery
          where id >= :from and id < :before and (cast(:activity as varchar) is null or activity = :activity)
          order by id desc
          limit :limit)) newest
 order by id desc
 limit :limit
