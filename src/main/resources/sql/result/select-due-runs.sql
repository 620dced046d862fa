-- The ended runs of which a source is to be told now, longest due first, but for those that a node that lives tells it of: a row each.
select run_id, attempts
  from ended_run
 where source_id = :source and due_at <= :now
   and (claimed_by is null or claimed_by = :node or claimed_by not in (select id from node))
 order by source_id, due_at
 limit :limit
   for update skip locked
