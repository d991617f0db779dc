DROP POLICY own ON item;
