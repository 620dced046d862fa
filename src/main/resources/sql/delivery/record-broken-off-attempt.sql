-- Adds to a cancelled run the attempt that was under way: 1 row, 0 where another node goes on with it.
update run set attempts = :attempts where id = :id and state = 'cancelled'
