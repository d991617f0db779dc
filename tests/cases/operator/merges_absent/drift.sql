DROP OPERATOR ===(box, box);
CREATE OPERATOR === (FUNCTION = same, LEFTARG = box, RIGHTARG = box, COMMUTATOR = ===, NEGATOR = !===, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES);
