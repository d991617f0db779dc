REVOKE ALL ON billing.invoice FROM case_app;
GRANT SELECT, DELETE ON billing.invoice TO case_app;
