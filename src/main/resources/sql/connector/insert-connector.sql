-- Keeps a new connector: always 1 row; a name that a live one has breaks the unique name_key.
insert into connector (id, name, name_key, last_name_key, domain, definition, sealed_secrets, state, version,
                       created_at, updated_at, expires_at)
values (:#id, :#name, :#nameKey, :#nameKey, :#domain, :#definition, :#sealedSecrets, :#state, :#version,
        :#createdAt, :#updatedAt, :#expiresAt)
