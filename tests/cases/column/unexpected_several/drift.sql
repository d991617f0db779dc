ALTER TABLE item ADD extra uuid, ADD more text, ADD "Z" int;
