-- Notes when a key of the keyset was made: always 1 row.
insert into keyset_key (id, created_at) values (:id, :now)
