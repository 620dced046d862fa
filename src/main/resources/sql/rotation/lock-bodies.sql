-- What was said in these runs, to be sealed anew, but for what is being written: a row each.
select run_id, sealed_request, sealed_result from run_body where run_id in (:ids) order by run_id for update skip locked
