ALTER TYPE geo.heights SET SCHEMA public;
ALTER TYPE "Plural".depths SET SCHEMA geo;
