-- Takes a run from whoever carries it out: 1 row, 0 where it has ended. The statements after it move it.
update delivery set cancelled = true, version = version + 1 where id = :#id
