ALTER TABLE " a  b " DROP CONSTRAINT " a  b F", DROP CONSTRAINT " a  b C";
ALTER TABLE " a  b " ALTER " a  b " TYPE bigint, ALTER " a  b " SET DEFAULT 0, DROP CONSTRAINT " a  b U";
DROP INDEX " a  b I";
CREATE INDEX " a  b I" ON " a  b " (" a  b ");
ALTER TYPE " a  b E" ADD VALUE 'more';
DELETE FROM " a  b ";
