ALTER FOREIGN TABLE item ADD extra text;
