SELECT step FROM log ORDER BY ctid;
