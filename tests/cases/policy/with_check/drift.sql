ALTER POLICY own ON item WITH CHECK (owner IN ('a', 'c'));
