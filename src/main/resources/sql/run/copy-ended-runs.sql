-- Records runs that have ended, as lines that are sent after it: a row for each. PostgreSQL's alone.
copy run (id, connector_id, activity, method, path, caller, wait_for_result, timeout_ms, state, created_at, ended_at, attempts)
from stdin
