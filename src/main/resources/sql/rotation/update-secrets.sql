-- Puts secrets that are sealed anew in place of the same: 1 row, 0 where the connector was changed or revoked meanwhile.
update connector set sealed_secrets = :sealed where id = :id and version = :version and sealed_secrets = :before
