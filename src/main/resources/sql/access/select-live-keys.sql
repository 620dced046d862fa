-- Every key that still opens: a row each.
select id, name, role, key_hash from api_key where ended_at is null
