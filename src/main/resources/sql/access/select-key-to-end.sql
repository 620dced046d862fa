-- A key that nobody has ended, by its id: 1 row or none.
select id from api_key where id = :#id and ended_at is null
