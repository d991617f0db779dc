CREATE TABLE item (a int, b int GENERATED ALWAYS AS (a * 2));
