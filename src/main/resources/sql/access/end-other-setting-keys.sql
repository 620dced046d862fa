-- Ends the keys that an earlier setting gave: a row for each.
update api_key set ended_at = :now where from_setting and key_hash <> :hash and ended_at is null
