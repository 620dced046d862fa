-- Where the audit ends and begins, held until the transaction ends: 1 row.
select sequence, mac, removed, removed_mac, key_id, seal from audit_head where only_row = 1 for update
