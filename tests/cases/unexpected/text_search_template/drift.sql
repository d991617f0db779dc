CREATE TEXT SEARCH TEMPLATE extra (INIT = dsimple_init, LEXIZE = dsimple_lexize);
