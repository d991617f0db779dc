ALTER SUBSCRIPTION plain CONNECTION 'dbname=other password=hidden';
