CREATE TEXT SEARCH PARSER other (START = prsd_start, GETTOKEN = prsd_nexttoken, END = prsd_end, LEXTYPES = prsd_lextype);
DROP TEXT SEARCH CONFIGURATION simple_words;
CREATE TEXT SEARCH CONFIGURATION simple_words (PARSER = other);
ALTER TEXT SEARCH CONFIGURATION simple_words ADD MAPPING FOR asciiword, word WITH stem, simple;
ALTER TEXT SEARCH CONFIGURATION simple_words ADD MAPPING FOR int, uint WITH simple;
