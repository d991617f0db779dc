ALTER TYPE nothing ADD VALUE 'x';
