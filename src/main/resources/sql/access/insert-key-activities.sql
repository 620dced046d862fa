-- Names the activities of a new key: a row for each that was not deleted meanwhile.
insert into key_activity (key_id, activity_id)
select cast(:#id as uuid), id from activity where id in (:#in:activities)
