-- The wrapped keyset that keys are derived from: 1 row, or none before the first start that needs it.
select wrapped from derivation_keyset
