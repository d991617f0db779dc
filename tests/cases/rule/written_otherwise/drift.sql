ANALYZE item;
