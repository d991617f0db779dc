ALTER PUBLICATION "Some Tables" SET (publish = 'insert, update, delete, truncate');
