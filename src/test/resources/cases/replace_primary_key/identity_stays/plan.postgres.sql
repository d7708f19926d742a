-- migration case, exact, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- must find no row, or D208 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "cards"."id", "cards"."person_id"
from "cards"
where not exists (select 1 as "one" from "people" as "mig_key" where "mig_key"."id" = "cards"."person_id")
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- cards: drop constraint cards_person_id_fkey
alter table "cards" drop constraint "cards_person_id_fkey";

-- people: drop constraint people_pkey, add constraint people_pkey, add constraint people_id_key
alter table "people"
  drop constraint "people_pkey",
  add constraint "people_pkey" primary key ("code"),
  add constraint "people_id_key" unique ("id");

-- cards: add column mig_new_person_id
alter table "cards" add column "mig_new_person_id" varchar(5);

-- cards: set mig_new_person_id
update "cards" set
  "mig_new_person_id" = "mig_key"."code"
from "people" as "mig_key"
where "mig_key"."id" = "cards"."person_id";

-- cards: drop column person_id
alter table "cards" drop column "person_id";

-- cards: rename column mig_new_person_id to person_id
alter table "cards" rename column "mig_new_person_id" to "person_id";

-- cards: alter column person_id
alter table "cards" alter column "person_id" set not null;

-- cards: add constraint cards_person_id_fkey
alter table "cards" add constraint "cards_person_id_fkey" foreign key ("person_id") references "people" ("code");

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
