DROP POLICY own ON item;
CREATE POLICY own ON item FOR DELETE TO case_reader, "case Writer" USING (owner = current_user);
