-- The keyset as it is, its version, and how many rotations of it are under way (0 or 1): 1 row.
select wrapped, version, created_at, (select count(*) from keyset_rotation) as rotations
  from keyset
