DROP TYPE mood;
CREATE TYPE mood AS ENUM ('ok', 'sad', 'happy');
