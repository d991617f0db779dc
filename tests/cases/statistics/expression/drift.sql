DROP STATISTICS of_expression;
CREATE STATISTICS of_expression ON (a - b), lower(c) FROM item;
