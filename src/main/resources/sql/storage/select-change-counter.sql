-- The number of changes so far: 1 row.
select value from change_counter
