GRANT UPDATE ON SEQUENCE numbers TO case_app;
