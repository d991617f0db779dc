CREATE POLICY extra ON item USING (true);
