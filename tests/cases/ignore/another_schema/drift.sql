CREATE VIEW app.report_c AS SELECT 1 AS a;
