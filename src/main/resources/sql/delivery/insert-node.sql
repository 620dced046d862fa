-- Makes a node known: always 1 row.
insert into node (id, started_at, seen_at) values (:node, current_timestamp, current_timestamp)
