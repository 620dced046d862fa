-- Which of the deliveries that this node carries out are still there, and whose they are: a row each.
select id, version from delivery where id in (:#in:ids)
