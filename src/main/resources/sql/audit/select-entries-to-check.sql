-- The entries after this one, in their order: a row each, at most a page.
select sequence, happened_at, actor, actor_name, object_id, object_name, entry, key_id, mac
  from audit_entry where sequence > :after
 order by sequence
 limit :page
