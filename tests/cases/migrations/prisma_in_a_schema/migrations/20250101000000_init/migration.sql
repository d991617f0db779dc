CREATE TABLE "Customer" (id text PRIMARY KEY);
CREATE TABLE public.shared (id int);
