-- Ends the cancelled deliveries of a connector that nobody had claimed: a row for each.
delete from delivery where connector_id = :#id and cancelled and claimed_by is null
