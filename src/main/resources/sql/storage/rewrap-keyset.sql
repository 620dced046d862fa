-- Keeps the same keyset as another master key has wrapped it: 1 row, or 0 where it was changed meanwhile.
update keyset set wrapped = :wrapped, wrapped_at = current_timestamp where wrapped = :before
