ALTER TABLE plain ALTER note SET STORAGE external;
