--+goose up
CREATE TABLE f (
    -- +goose no mark may be indented
    x int
);
