-- The wrapped keyset: 1 row, or none before the first start.
select wrapped from keyset
