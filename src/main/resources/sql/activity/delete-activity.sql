-- Deletes an activity, also from the scopes of keys: 1 row when it still had the version read, else 0.
delete from activity where id = :#id and version = :#readVersion
