-- The keyset as it is, its version, since when it is wrapped so, and how many rotations of it are under way (0 or 1): 1 row.
select wrapped, version, created_at, coalesce(wrapped_at, created_at) as wrapped_at, (select count(*) from keyset_rotation) as rotations
  from keyset
