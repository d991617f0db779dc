ALTER FOREIGN TABLE child OPTIONS (ADD table_name 'far');
