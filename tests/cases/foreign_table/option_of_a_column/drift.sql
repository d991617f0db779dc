ALTER FOREIGN TABLE item ALTER id OPTIONS (SET column_name 'id');
