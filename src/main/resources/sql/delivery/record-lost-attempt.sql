-- Adds to a delivery that was taken over the attempt in the middle of which its node ended: 1 row, 0 where it was cancelled.
update delivery set attempts = :#attempts where id = :#id and version = :#version
