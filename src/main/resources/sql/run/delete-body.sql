-- Erases what was said in a run: 1 row, 0 where it was erased before.
delete from run_body where run_id = :id
