DO $$ BEGIN EXECUTE (
    SELECT format('ALTER TABLE item DISABLE TRIGGER %I', min(tgname))
    FROM pg_trigger AS t JOIN pg_constraint AS k ON k.oid = t.tgconstraint
    WHERE k.conname = 'item_one' AND t.tgrelid = 'item'::regclass
); END $$;
