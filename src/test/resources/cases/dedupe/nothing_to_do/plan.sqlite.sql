-- migration case, none, sqlite
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN IMMEDIATE;

-- save rows beside the ledger
create table "mig_saved_case_1_members_duplicates" (
  "id" integer,
  "kept_id" integer,
  primary key ("id")
);

-- save rows beside the ledger
insert into "mig_saved_case_1_members_duplicates"
select "mig_row"."id", "mig_kept"."id" as "kept_id"
from (select "members"."id", "members"."id" as "mig_key_1" from "members") as "mig_row"
join (
  select "id", "mig_key_1"
  from (
    select "members"."id",
      "members"."id" as "mig_key_1",
      row_number() over (partition by "members"."id" order by "members"."id") as "mig_place"
    from "members"
  ) as "kept"
  where "mig_place" = 1
) as "mig_kept" on "mig_row"."mig_key_1" = "mig_kept"."mig_key_1" and "mig_row"."id" <> "mig_kept"."id";

-- must find no row, or D212 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "orders"."id", "orders"."member_id"
from "orders"
join "mig_saved_case_1_members_duplicates" as "mig_pair" on "orders"."member_id" = "mig_pair"."id"
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- must find no row, or D212 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "seats"."member_id", "seats"."room"
from "seats"
join "mig_saved_case_1_members_duplicates" as "mig_pair" on "seats"."member_id" = "mig_pair"."id"
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- delete from members
delete from "members"
where exists (
  select 1 as "one"
  from "mig_saved_case_1_members_duplicates" as "mig_pair"
  where "mig_pair"."id" = "members"."id"
);

-- what was saved is no longer needed
drop table "mig_saved_case_1_members_duplicates";

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of case, mig_event gets the event 'reverted'
COMMIT;
