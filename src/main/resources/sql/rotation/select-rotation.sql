-- The rotation that is under way: 1 row or none.
select phase, pass, part, after_row, done, total, found, unopened, claimed_by from keyset_rotation
