CREATE INDEX totals_extra ON totals (lower(code));
