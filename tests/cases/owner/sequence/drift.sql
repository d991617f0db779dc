ALTER SEQUENCE numbers OWNER TO "case-other";
