-- Forgets the nodes that were, where no other can live: a row for each that did not end as it should.
delete from node
