SELECT '{{.name}}';
---- create above / drop below ----
SELECT '{{.name}}';
