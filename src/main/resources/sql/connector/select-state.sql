-- What a connector may be asked to do: 1 row.
select state from connector where id = :id
