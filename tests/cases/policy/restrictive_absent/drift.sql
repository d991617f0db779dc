DROP POLICY strict ON item;
CREATE POLICY strict ON item USING (EXISTS (SELECT FROM tenant AS t WHERE t.id = tenant AND t.owner = item.owner));
COMMENT ON POLICY strict ON item IS 'of the tenant';
