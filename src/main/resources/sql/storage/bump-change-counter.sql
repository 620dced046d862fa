-- Tells every node that something changed: always 1 row. It stands in the transaction of the change.
update change_counter set changes = changes + 1
