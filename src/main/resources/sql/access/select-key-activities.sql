-- The activities that these keys name: a row for each pair.
select key_id, activity_id from key_activity where key_id in (:#in:keys) order by key_id, activity_id
