CREATE TABLE c AS TABLE b;
-- end
