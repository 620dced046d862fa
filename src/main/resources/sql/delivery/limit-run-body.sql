-- Says until when the bodies of a run that has ended are kept: 1 row.
update run_body set erase_after = :eraseAfter where run_id = :id
