-- The key that has this hash, ended or not: 1 row, or none where it is not kept.
select id, name from api_key where key_hash = :hash
