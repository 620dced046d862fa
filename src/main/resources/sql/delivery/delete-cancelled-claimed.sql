-- Ends the cancelled deliveries of a connector that were under way on any node, which aborts them there: a row for each.
delete from delivery where connector_id = :#id and cancelled and claimed_by is not null
