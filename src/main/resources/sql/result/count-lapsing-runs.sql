-- Of how many runs each source was not told, and what was said in them is about to be erased: a row for each source with such.
select e.source_id, count(*) as runs
  from run_body b join ended_run e on e.run_id = b.run_id
 where b.erase_after < :now
 group by e.source_id
