-- Every key that nobody has ended: a row each. Those past expires_at are dead all the same.
select id, name, role, key_hash, all_connectors, all_activities, expires_at from api_key where ended_at is null
