CREATE FUNCTION out_of(internal) RETURNS internal LANGUAGE internal IMMUTABLE AS 'textin';
CREATE FUNCTION also_out_of(internal) RETURNS internal LANGUAGE internal IMMUTABLE AS 'textin';
CREATE FUNCTION into_sql(internal) RETURNS point LANGUAGE internal IMMUTABLE AS 'textin';
CREATE TRANSFORM FOR point LANGUAGE plpgsql (FROM SQL WITH FUNCTION out_of(internal), TO SQL WITH FUNCTION into_sql(internal));
