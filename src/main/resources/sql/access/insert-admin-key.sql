-- Keeps a new admin key by its hash: always 1 row.
insert into api_key (id, name, role, key_hash, all_connectors, all_activities, from_setting, created_at)
values (:id, :name, 'admin', :hash, true, true, :fromSetting, :now)
