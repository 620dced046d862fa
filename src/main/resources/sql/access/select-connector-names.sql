-- What each connector that is not revoked is called now: a row for each.
select id, name_key from connector where name_key is not null
