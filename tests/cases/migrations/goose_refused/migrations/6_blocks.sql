-- +goose StatementBegin
-- +goose StatementEnd
-- +goose Up
CREATE TABLE g (x int);
-- +goose StatementEnd
-- +goose Down
-- +goose StatementBegin
DROP TABLE g;
-- +goose StatementBegin
-- +goose StatementEnd
