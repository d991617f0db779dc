CREATE TABLE parent (a integer, b integer, PRIMARY KEY (a, b));
CREATE TABLE child (
    a integer, b integer,
    CONSTRAINT child_fkey FOREIGN KEY (a, b) REFERENCES parent (a, b) ON DELETE SET NULL (a),
    CONSTRAINT child_default_fkey FOREIGN KEY (a, b) REFERENCES parent (a, b) ON DELETE SET DEFAULT (a, b)
);
