-- Forgets the keys that are gone: a row for each whose making was noted.
delete from keyset_key where id not in (:ids)
