DROP INDEX totals_code_key;
CREATE INDEX totals_code_key ON totals (code);
