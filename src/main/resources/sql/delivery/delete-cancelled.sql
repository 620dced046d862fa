-- Ends a cancelled delivery, which aborts it where it is under way: 1 row, 0 where the run had ended before.
delete from delivery where id = :#id and cancelled
