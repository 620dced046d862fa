-- Changes a connector: 1 row when it still had the version read, 0 when another change or its revocation was first.
update connector set name = :#name, name_key = :#nameKey, last_name_key = :#nameKey, domain = :#domain,
       definition = :#definition, sealed_secrets = :#sealedSecrets, state = :#state, version = :#version,
       updated_at = :#updatedAt, expires_at = :#expiresAt, promote_at = :#promoteAt, access_token = null
 where id = :#id and version = :#readVersion and state <> 'revoked'
