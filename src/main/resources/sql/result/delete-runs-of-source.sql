-- Takes away all of which a source was to be told: a row for each run.
delete from ended_run where source_id = :source
