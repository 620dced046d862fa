-- Takes away an ended run of which the source has been told: 1 row, 0 where another node did too.
delete from ended_run where run_id = :run and source_id = :source
