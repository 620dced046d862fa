-- The activities that a scope names by id or name: a row for each.
select id, name from activity where id in (:#in:ids) or name in (:#in:names)
