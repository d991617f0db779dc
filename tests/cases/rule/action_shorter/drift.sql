DROP RULE logged ON item;
CREATE RULE logged AS ON UPDATE TO item DO INSERT INTO log VALUES (new.id, new.code);
COMMENT ON RULE logged ON item IS 'all of them';
