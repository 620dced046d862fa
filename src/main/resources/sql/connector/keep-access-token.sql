-- Keeps a fetched access token, sealed: 1 row, or 0 where the connector was changed or revoked meanwhile.
update connector set access_token = :token where id = :id and version = :version and state <> 'revoked'
