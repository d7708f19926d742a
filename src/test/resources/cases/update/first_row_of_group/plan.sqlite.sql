-- migration case, exact with saved data, sqlite
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN IMMEDIATE;

-- must find no row, or D210 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "users"."id"
from "users"
where (
  select count(*) as "value"
  from (
    select "id", "user_id", "amount", "note"
    from (
      select "o"."id",
        "o"."user_id",
        "o"."amount",
        "o"."note",
        row_number() over (partition by "o"."user_id" order by "o"."id") as "mig_place"
      from "orders" as "o"
    ) as "kept"
    where "mig_place" = 1
  ) as "o"
  where "o"."user_id" = "users"."id"
) > 1
) as q
order by 1 nulls last
limit 5;

-- save rows beside the ledger
create table "mig_saved_case_1_users_status" (
  "id" integer,
  "old_status" text,
  "new_status" text
);

-- save rows beside the ledger
insert into "mig_saved_case_1_users_status"
select "users"."id", "users"."status" as "old_status", "o"."note" as "new_status"
from "users"
join (
  select "id", "user_id", "amount", "note"
  from (
    select "o"."id",
      "o"."user_id",
      "o"."amount",
      "o"."note",
      row_number() over (partition by "o"."user_id" order by "o"."id") as "mig_place"
    from "orders" as "o"
  ) as "kept"
  where "mig_place" = 1
) as "o" on "o"."user_id" = "users"."id";

-- update users
update "users" set
  "status" = "o"."note"
from (
  select "id", "user_id", "amount", "note"
  from (
    select "o"."id",
      "o"."user_id",
      "o"."amount",
      "o"."note",
      row_number() over (partition by "o"."user_id" order by "o"."id") as "mig_place"
    from "orders" as "o"
  ) as "kept"
  where "mig_place" = 1
) as "o"
where "o"."user_id" = "users"."id";

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of case, mig_event gets the event 'reverted'
COMMIT;
