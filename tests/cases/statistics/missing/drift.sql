DROP STATISTICS of_expression;
