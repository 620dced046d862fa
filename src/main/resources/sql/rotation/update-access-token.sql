-- The same for an access token: 1 row, 0 where there is another by now.
update connector set access_token = :sealed where id = :id and version = :version and access_token = :before
