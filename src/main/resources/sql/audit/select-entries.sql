-- A page of the audit, newest first: entries before the cursor, of these times, by or about whom and what was asked for.
select sequence, entry, mac
  from audit_entry
 where sequence < :#before and happened_at >= :#from and happened_at < :#to
   and (cast(:#actor as varchar) is null or actor = :#actor or actor_name = :#actor)
   and (cast(:#object as varchar) is null or object_id = :#object or object_name = :#object)
 order by sequence desc
 limit :#limit
