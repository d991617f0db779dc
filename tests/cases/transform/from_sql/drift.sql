CREATE OR REPLACE TRANSFORM FOR point LANGUAGE plpgsql (FROM SQL WITH FUNCTION also_out_of(internal), TO SQL WITH FUNCTION into_sql(internal));
