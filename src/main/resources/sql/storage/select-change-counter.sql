-- The number of changes so far: 1 row.
select changes from change_counter
