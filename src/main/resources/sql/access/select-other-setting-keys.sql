-- The live keys that an earlier setting gave, which end when it gives this one: a row for each.
select id, name from api_key where from_setting and key_hash <> :hash and ended_at is null
