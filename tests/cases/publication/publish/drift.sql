ALTER PUBLICATION "Some Tables" SET (publish = 'insert, delete');
