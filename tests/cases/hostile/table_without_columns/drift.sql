ALTER TABLE nothing ADD a integer;
