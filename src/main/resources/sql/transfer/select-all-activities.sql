-- Every activity whose connector is not revoked: a row for each.
select a.id, a.name, a.connector_id, c.name as connector_name, a.definition, a.body, a.version, a.created_at, a.updated_at,
       a.last_run_at
  from activity a join connector c on c.id = a.connector_id
 where c.state <> 'revoked'
