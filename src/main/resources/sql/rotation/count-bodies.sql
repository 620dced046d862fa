-- For how many runs something is kept of what was said: 1 row.
select count(*) from run_body
