-- Says until when the bodies of a cancelled delivery are kept: 1 row, 0 where there is none.
update run_body set erase_after = :#eraseAfter where run_id in (select id from delivery where id = :#id and cancelled)
