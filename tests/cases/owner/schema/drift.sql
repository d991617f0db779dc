ALTER SCHEMA billing OWNER TO "case-other";
