-- Ends a key: 1 row; 0 where it is unknown, ended, or the only admin's that never expires. It comes after the change
-- counter's update, whose lock lets one key end at a time.
update api_key set ended_at = :#now
 where id = :#id and ended_at is null
   and (role <> 'admin' or expires_at is not null
        or exists (select 1 from api_key other
                    where other.id <> :#id and other.role = 'admin' and other.expires_at is null and other.ended_at is null))
