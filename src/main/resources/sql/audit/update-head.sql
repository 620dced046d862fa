-- Moves the audit's ends: 1 row. Whoever does holds its lock.
update audit_head set sequence = :sequence, mac = :mac, removed = :removed, removed_mac = :removed_mac, key_id = :key_id,
       seal = :seal
 where only_row = 1
