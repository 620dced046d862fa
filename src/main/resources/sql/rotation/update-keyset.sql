-- Puts another keyset in place of the one read: 1 row, 0 where another change was first.
update keyset set wrapped = :wrapped, version = version + 1 where version = :version
