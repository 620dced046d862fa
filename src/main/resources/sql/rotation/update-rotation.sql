-- Writes how far a rotation is: 1 row, 0 where it is another node's, or further, by now.
update keyset_rotation set phase = :phase, pass = :pass, part = :part, after_row = :afterRow, done = :done, found = :found,
       unopened = :unopened
 where claimed_by = :node and phase = :phaseBefore and pass = :passBefore and part = :partBefore and after_row = :afterRowBefore
