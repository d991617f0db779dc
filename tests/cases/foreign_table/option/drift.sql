ALTER FOREIGN TABLE item OPTIONS (SET table_name 'items');
