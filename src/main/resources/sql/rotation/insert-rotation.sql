-- Begins a rotation: 1 row, 0 where one is under way.
insert into keyset_rotation (only_row, phase, pass, part, after_row, done, total, found, unopened)
values (1, 'added', 1, 0, '', 0, :total, 0, 0) on conflict do nothing
