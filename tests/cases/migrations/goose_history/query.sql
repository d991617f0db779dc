SELECT id, version_id, is_applied FROM goose_db_version ORDER BY id;
