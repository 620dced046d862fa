-- What each activity is called now, and which connector it goes by: a row for each.
select id, name, connector_id from activity order by name
