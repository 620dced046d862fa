-- Removes the oldest entries, up to this one: a row for each.
delete from audit_entry where sequence <= :last
