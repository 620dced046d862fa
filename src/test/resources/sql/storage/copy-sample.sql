-- For tests alone.
copy copied (id, first, last) from stdin
