-- When keys of the keyset were made: a row for each but the first.
select id, created_at from keyset_key
