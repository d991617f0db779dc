DROP TYPE mood;
CREATE TYPE mood AS ENUM ('sad', 'happy');
