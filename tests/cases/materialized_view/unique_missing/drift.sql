DROP INDEX totals_code_key;
