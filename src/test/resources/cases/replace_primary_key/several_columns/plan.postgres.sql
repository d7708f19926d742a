-- migration case, exact, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- must find no row, or D208 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "tickets"."id", "tickets"."seat", "tickets"."hall"
from "tickets"
where "tickets"."seat" is not null
  and "tickets"."hall" is not null
  and not exists (
  select 1 as "one"
  from "seats" as "mig_key"
  where "mig_key"."seat" = "tickets"."seat" and "mig_key"."hall" = "tickets"."hall"
)
) as q
order by 1 nulls last, 2 nulls last, 3 nulls last
limit 5;

-- tickets: drop constraint tickets_seat_fkey
alter table "tickets" drop constraint "tickets_seat_fkey";

-- seats: drop constraint seats_pkey, add constraint seats_pkey
alter table "seats"
  drop constraint "seats_pkey",
  add constraint "seats_pkey" primary key ("row_name", "place");

-- tickets: add column mig_new_seat, add column mig_new_hall
alter table "tickets"
  add column "mig_new_seat" integer,
  add column "mig_new_hall" text;

-- tickets: set mig_new_seat, mig_new_hall
update "tickets" set
  "mig_new_seat" = "mig_key"."place",
  "mig_new_hall" = "mig_key"."row_name"
from "seats" as "mig_key"
where "mig_key"."seat" = "tickets"."seat" and "mig_key"."hall" = "tickets"."hall";

-- tickets: drop column seat, hall
alter table "tickets"
  drop column "seat",
  drop column "hall";

-- tickets: rename column mig_new_seat to seat
alter table "tickets" rename column "mig_new_seat" to "seat";

-- tickets: rename column mig_new_hall to hall
alter table "tickets" rename column "mig_new_hall" to "hall";

-- tickets: add constraint tickets_seat_fkey
alter table "tickets" add constraint "tickets_seat_fkey" foreign key ("seat", "hall") references "seats" ("place", "row_name");

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
