-- One run with its connector and what its caller said, whether it has ended or not: 1 row or none.
select r.id, r.connector_id, c.name as connector_name, r.caller, r.wait_for_result, r.ended_at, b.sealed_request
  from run r join connector c on c.id = r.connector_id left join run_body b on b.run_id = r.id
 where r.id = :#${variable.runId}
union all
select d.id, d.connector_id, c.name, d.caller, false, null, null
  from delivery d join connector c on c.id = d.connector_id
 where d.id = :#${variable.runId}
