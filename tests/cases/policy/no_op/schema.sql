CREATE ROLE case_reader;
CREATE ROLE "case Writer";
CREATE TABLE tenant (id integer, owner text);
CREATE TABLE item (id integer, tenant integer, owner varchar(20));
ALTER TABLE item ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON item FOR UPDATE TO case_reader, "case Writer"
    USING (owner = current_user) WITH CHECK (owner IN ('a', 'b'));
CREATE POLICY strict ON item AS RESTRICTIVE
    USING (EXISTS (SELECT FROM tenant AS t WHERE t.id = tenant AND t.owner = item.owner));
CREATE POLICY "all of 'it" ON item;
COMMENT ON POLICY strict ON item IS 'of the tenant';
