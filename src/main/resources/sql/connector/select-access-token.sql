-- The sealed access token of a connector as it was defined then: 1 row, or none where it was changed or revoked.
select access_token from connector where id = :id and version = :version and state <> 'revoked'
