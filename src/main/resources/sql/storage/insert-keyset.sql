-- Keeps the first keyset: 1 row, or a broken primary key when another node was first.
insert into keyset (only_row, wrapped, created_at) values (1, :wrapped, :now)
