-- The activities that keys name which nobody has ended: a row for each pair.
select a.key_id, a.activity_id from key_activity a join api_key k on k.id = a.key_id where k.ended_at is null
