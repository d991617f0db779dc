ALTER FOREIGN TABLE item OPTIONS (DROP table_name);
ALTER FOREIGN TABLE item OPTIONS (ADD table_name 'item');
