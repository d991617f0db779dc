ALTER OPERATOR ===(box, box) SET (JOIN = NONE);
