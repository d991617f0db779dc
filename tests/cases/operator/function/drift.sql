DROP OPERATOR ===(box, box);
CREATE OPERATOR === (FUNCTION = other, LEFTARG = box, RIGHTARG = box, COMMUTATOR = ===, NEGATOR = !===, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES);
