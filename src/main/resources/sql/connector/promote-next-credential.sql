-- Puts a connector's next credential in the place of the current one: 1 row, 0 where another change or its revocation was first.
update connector set definition = :definition, sealed_secrets = :sealedSecrets, version = :version,
       updated_at = :updatedAt, expires_at = :expiresAt, access_token = null, promote_at = null
 where id = :id and version = :readVersion and state <> 'revoked'
