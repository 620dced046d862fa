-- Makes a key that is kept the admin key of the setting, also where it had been ended: 1 row, or none where it is not kept or
-- is that already.
update api_key set role = 'admin', all_connectors = true, all_activities = true, from_setting = true, expires_at = null,
       ended_at = null
 where key_hash = :hash
   and (role <> 'admin' or not all_connectors or not all_activities or not from_setting or expires_at is not null
        or ended_at is not null)
