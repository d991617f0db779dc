DO $$
DECLARE
    form text;
BEGIN
    SELECT pg_get_constraintdef(oid) INTO form FROM pg_constraint WHERE conname = 'item_s_check';
    ALTER TABLE item DROP CONSTRAINT item_s_check;
    EXECUTE 'ALTER TABLE item ADD CONSTRAINT item_s_check ' || form;
    SELECT pg_get_indexdef('item_s_idx'::regclass) INTO form;
    DROP INDEX item_s_idx;
    EXECUTE form;
END$$;
