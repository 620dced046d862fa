-- When a run of a saved activity last ended, as connectors have it.
alter table activity add column last_run_at timestamp(3) with time zone;
