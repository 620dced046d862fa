-- What revoking a connector would cancel: 1 row.
select count(case when state = 'queued' then 1 end) as queued, count(case when state = 'running' then 1 end) as running
  from run where connector_id = :#${variable.connectorId} and state in ('queued', 'running')
