-- Keeps the first keyset that keys are derived from: 1 row, or 0 when another node was first.
insert into derivation_keyset (only_row, wrapped, created_at) values (1, :wrapped, :now) on conflict do nothing
