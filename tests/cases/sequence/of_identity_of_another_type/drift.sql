ALTER SEQUENCE orders_id_seq AS smallint;
