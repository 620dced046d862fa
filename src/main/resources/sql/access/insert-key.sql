-- Keeps a new key by its hash: always 1 row.
insert into api_key (id, name, role, key_hash, all_connectors, all_activities, created_at, expires_at)
values (:#id, :#name, :#role, :#hash, :#allConnectors, :#allActivities, :#createdAt, :#expiresAt)
