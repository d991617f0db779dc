SELECT tablename FROM pg_tables WHERE tablename IN ('a', 'b') ORDER BY 1;
