-- Takes the deliveries of a revoked connector from all nodes: a row for each. The statements after it move them.
update delivery set cancelled = true, version = version + 1 where connector_id = :#id
