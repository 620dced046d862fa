-- Appends an entry: always 1 row. Whoever does holds the head's lock.
insert into audit_entry (sequence, happened_at, actor, actor_name, object_id, object_name, entry, key_id, mac)
values (:sequence, :happened_at, :actor, :actor_name, :object_id, :object_name, :entry, :key_id, :mac)
