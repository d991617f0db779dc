ALTER TABLE item OWNER TO case_app;
ALTER TABLE billing.invoice OWNER TO "case-other";
