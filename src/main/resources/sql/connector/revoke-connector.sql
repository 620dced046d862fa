-- Erases a connector's secrets and frees its name: 1 row when it still had the version read and was not revoked, else 0.
update connector set state = 'revoked', name_key = null, sealed_secrets = null, access_token = null, promote_at = null,
       version = version + 1, updated_at = :#now, revoked_at = :#now
 where id = :#id and version = :#readVersion and state <> 'revoked'
