-- Keeps a new key by its hash: always 1 row.
insert into api_key (id, name, role, key_hash, created_at) values (:id, :name, :role, :hash, :now)
