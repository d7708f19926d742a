-- migration case, exact, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- must find no row, or D208 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "profiles"."person_id"
from "profiles"
where not exists (select 1 as "one" from "people" as "mig_key" where "mig_key"."id" = "profiles"."person_id")
) as q
order by 1 nulls last
limit 5;

-- profiles: drop constraint profiles_person_id_fkey
alter table "profiles" drop constraint "profiles_person_id_fkey";

-- people: drop constraint people_pkey, add constraint people_pkey, add constraint people_id_key
alter table "people"
  drop constraint "people_pkey",
  add constraint "people_pkey" primary key ("code"),
  add constraint "people_id_key" unique ("id");

-- profiles: add column mig_new_person_id
alter table "profiles" add column "mig_new_person_id" varchar(5);

-- profiles: set mig_new_person_id
update "profiles" set
  "mig_new_person_id" = "mig_key"."code"
from "people" as "mig_key"
where "mig_key"."id" = "profiles"."person_id";

-- profiles: drop constraint profiles_pkey, drop column person_id
alter table "profiles"
  drop constraint "profiles_pkey",
  drop column "person_id";

-- profiles: rename column mig_new_person_id to person_id
alter table "profiles" rename column "mig_new_person_id" to "person_id";

-- profiles: alter column person_id
alter table "profiles" alter column "person_id" set not null;

-- profiles: add constraint profiles_pkey, add constraint profiles_person_id_fkey
alter table "profiles"
  add constraint "profiles_pkey" primary key ("person_id"),
  add constraint "profiles_person_id_fkey" foreign key ("person_id") references "people" ("code");

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
