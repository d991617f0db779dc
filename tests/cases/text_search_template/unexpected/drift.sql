CREATE TEXT SEARCH TEMPLATE more (LEXIZE = dsimple_lexize);
