-- Whether any route is to be told of ended runs: always 1 row.
select exists (select 1 from result_source) as is_any
