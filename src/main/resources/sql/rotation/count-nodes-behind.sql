-- How many nodes do not work with this version of the keyset yet: 1 row.
select count(*) from node where keyset_version is null or keyset_version < :version
