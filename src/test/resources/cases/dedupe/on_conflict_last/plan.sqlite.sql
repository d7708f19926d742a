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
from (
  select "members"."id", mig_lower("members"."email") as "mig_key_1"
  from "members"
  where mig_lower("members"."email") is not null
) as "mig_row"
join (
  select "id", "mig_key_1"
  from (
    select "members"."id",
      mig_lower("members"."email") as "mig_key_1",
      row_number() over (partition by mig_lower("members"."email") order by "members"."id") as "mig_place"
    from "members"
    where mig_lower("members"."email") is not null
  ) as "kept"
  where "mig_place" = 1
) as "mig_kept" on "mig_row"."mig_key_1" = "mig_kept"."mig_key_1" and "mig_row"."id" <> "mig_kept"."id";

-- delete from seats
delete from "seats"
where not exists (
  select 1 as "one"
  from (
    select "member_id", "room"
    from (
      select "seats"."member_id",
        "seats"."room",
        row_number() over (partition by case when "mig_pair"."id" is not null then "mig_pair"."kept_id" else "seats"."member_id" end, "seats"."room" order by "seats"."member_id" desc, "seats"."room" desc) as "mig_place"
      from "seats"
      left join "mig_saved_case_1_members_duplicates" as "mig_pair" on "seats"."member_id" = "mig_pair"."id"
    ) as "kept"
    where "mig_place" = 1
  ) as "mig_stays"
  where "mig_stays"."member_id" = "seats"."member_id" and "mig_stays"."room" = "seats"."room"
);

-- update seats
update "seats" set
  "member_id" = "mig_pair"."kept_id"
from "mig_saved_case_1_members_duplicates" as "mig_pair"
where "seats"."member_id" = "mig_pair"."id";

-- update orders
update "orders" set
  "member_id" = "mig_pair"."kept_id"
from "mig_saved_case_1_members_duplicates" as "mig_pair"
where "orders"."member_id" = "mig_pair"."id";

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
