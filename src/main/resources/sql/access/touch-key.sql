-- Notes when a key was last used: 1 row; 0 where a later use is noted already.
update api_key set last_used_at = :lastUsedAt
 where id = :id and (last_used_at is null or last_used_at < :lastUsedAt)
