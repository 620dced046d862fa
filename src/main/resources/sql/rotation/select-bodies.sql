-- What was said in runs, in the order of their ids, after one of them: a row each, with how long it is and whether some of it is sealed by
-- another key than the primary one.
select run_id,
       coalesce(octet_length(sealed_request), 0) + coalesce(octet_length(sealed_result), 0) as octets,
       sealed_request is not null and substring(sealed_request from 1 for 5) <> :prefix
         or sealed_result is not null and substring(sealed_result from 1 for 5) <> :prefix as is_old
  from run_body
 where run_id > cast(:after as uuid)
 order by run_id
 limit :limit
