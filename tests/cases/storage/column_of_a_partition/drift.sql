ALTER TABLE event_1 ALTER note SET STORAGE external;
