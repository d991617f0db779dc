DROP POLICY own ON item;
CREATE POLICY own ON public.item AS PERMISSIVE FOR UPDATE TO "case Writer", case_reader
    USING (owner = current_user) WITH CHECK (owner IN ('a', 'b'));
