ALTER SERVER remote OPTIONS (DROP dbname);
ALTER SERVER remote OPTIONS (ADD dbname E'd\\b');
