-- Notes which version of the keyset a node works with: 1 row; 0 where that is noted, or the node has not said yet that it lives.
update node set keyset_version = :version where id = :node and (keyset_version is null or keyset_version <> :version)
