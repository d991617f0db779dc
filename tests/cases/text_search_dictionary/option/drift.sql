ALTER TEXT SEARCH DICTIONARY stem (StopWords = russian);
