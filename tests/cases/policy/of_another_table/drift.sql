DROP POLICY "all of 'it" ON item;
CREATE POLICY "all of 'it" ON tenant;
