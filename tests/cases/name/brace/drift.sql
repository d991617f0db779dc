ALTER TABLE "{0} {x}" DROP CONSTRAINT "{0} {x}F", DROP CONSTRAINT "{0} {x}C";
ALTER TABLE "{0} {x}" ALTER "{0} {x}" TYPE bigint, ALTER "{0} {x}" SET DEFAULT 0, DROP CONSTRAINT "{0} {x}U";
DROP INDEX "{0} {x}I";
CREATE INDEX "{0} {x}I" ON "{0} {x}" ("{0} {x}");
ALTER TYPE "{0} {x}E" ADD VALUE 'more';
DELETE FROM "{0} {x}";
