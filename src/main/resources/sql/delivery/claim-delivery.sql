-- Claims one delivery that is due: 1 row when this node won it, 0 when another was first.
update delivery set claimed_by = :node, claimed_at = :now, due_at = :lapsesAt, version = version + 1
 where id = :id and version = :version
