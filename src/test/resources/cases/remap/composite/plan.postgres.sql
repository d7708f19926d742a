-- migration case, exact, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- must find no row, or D209 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "tickets"."id",
  "tickets"."hall",
  "tickets"."seat",
  "mig_from"."row_name" as "old_seats.row_name",
  "mig_from"."place" as "old_seats.place"
from "tickets"
left join "old_seats" as "mig_from" on "mig_from"."hall" = "tickets"."hall" and "mig_from"."seat" = "tickets"."seat"
where "tickets"."hall" is not null
  and "tickets"."seat" is not null
  and not exists (
  select 1 as "one"
  from "seats" as "mig_to"
  where "mig_from"."row_name" = "mig_to"."row_name" and "mig_from"."place" = "mig_to"."place"
)
) as q
order by 1 nulls last, 2 nulls last, 3 nulls last, 4 nulls last
limit 5;

-- tickets: drop constraint tickets_seat_fkey
alter table "tickets" drop constraint "tickets_seat_fkey";

-- tickets: set hall, seat
update "tickets" set
  "hall" = "mig_to"."hall",
  "seat" = "mig_to"."seat"
from "old_seats" as "mig_from"
join "seats" as "mig_to" on "mig_from"."row_name" = "mig_to"."row_name" and "mig_from"."place" = "mig_to"."place"
where "mig_from"."hall" = "tickets"."hall" and "mig_from"."seat" = "tickets"."seat" and ("tickets"."hall" is not null and "tickets"."seat" is not null);

-- tickets: add constraint tickets_seat_fkey
alter table "tickets" add constraint "tickets_seat_fkey" foreign key ("hall", "seat") references "seats" ("hall", "seat") on update cascade;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
