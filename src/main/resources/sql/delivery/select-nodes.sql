-- The nodes that live, or have died a moment ago: a row each.
select id, seen_at from node
