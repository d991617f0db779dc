ALTER TABLE app.item ADD extra integer;
