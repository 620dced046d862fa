-- Lets all claims lapse, where no other node can hold one: a row for each run that a node left behind.
update run set claimed_by = null where state = 'running'
