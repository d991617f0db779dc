GRANT USAGE ON SEQUENCE item_id_seq TO case_app;
