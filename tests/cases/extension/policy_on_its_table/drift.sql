CREATE POLICY mine ON job USING (id > 0);
