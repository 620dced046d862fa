-- Says until when the bodies of a connector's cancelled deliveries are kept: a row for each.
update run_body set erase_after = :#eraseAfter
 where run_id in (select id from delivery where connector_id = :#id and cancelled)
