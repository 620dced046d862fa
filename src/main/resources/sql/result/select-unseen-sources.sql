-- The sources that no node has had since: their ids.
select id from result_source where seen_at < :before order by id
