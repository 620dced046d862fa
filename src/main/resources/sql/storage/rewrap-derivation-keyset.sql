-- The same for the one that keys are derived from, whose wrapping is as old as that of the other.
update derivation_keyset set wrapped = :wrapped where wrapped = :before
