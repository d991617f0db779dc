ALTER TYPE app.mood ADD VALUE 'more';
