DROP OPERATOR ===(box, box);
DROP OPERATOR !===(box, box);
CREATE OPERATOR !=== (FUNCTION = other, LEFTARG = box, RIGHTARG = box, COMMUTATOR = !===);
CREATE OPERATOR === (FUNCTION = same, LEFTARG = box, RIGHTARG = box, COMMUTATOR = ===, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES);
