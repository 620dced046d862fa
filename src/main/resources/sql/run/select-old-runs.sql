-- Runs that ended before this time, and so have an id below this one: their ids.
select id from run where id < :beforeId and ended_at < :before order by id limit :limit
