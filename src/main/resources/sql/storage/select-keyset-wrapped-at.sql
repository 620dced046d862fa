-- Since when the keyset is wrapped as it is: 1 row.
select coalesce(wrapped_at, created_at) as wrapped_at from keyset
