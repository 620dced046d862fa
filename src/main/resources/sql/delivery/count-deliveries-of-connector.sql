-- What revoking a connector would cancel: 1 row.
select count(case when claimed_by is null then 1 end) as queued, count(claimed_by) as running
  from delivery where connector_id = :#${variable.connectorId}
