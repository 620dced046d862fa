-- Notes when an activity was last run: 1 row; 0 where a later run is noted already, or the activity is gone.
update activity set last_run_at = :lastRunAt
 where id = :id and (last_run_at is null or last_run_at < :lastRunAt)
