ALTER OPERATOR ===(box, box) SET (RESTRICT = neqsel);
