ALTER TABLE billing.invoice OWNER TO "case-other";
