-- Ends a rotation: 1 row, 0 where it is another node's by now.
delete from keyset_rotation where claimed_by = :node and phase = 'disabled'
