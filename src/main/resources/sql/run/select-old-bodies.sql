-- What was said in runs whose time for that is over: their ids.
select run_id from run_body where erase_after < :before order by erase_after limit :limit
