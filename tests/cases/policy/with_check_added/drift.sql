ALTER POLICY strict ON item WITH CHECK (true);
