ALTER POLICY own ON item USING (owner = session_user);
