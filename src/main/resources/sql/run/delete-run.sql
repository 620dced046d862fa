-- Removes a run that has ended: 1 row, 0 where another node was first.
delete from run where id = :id
