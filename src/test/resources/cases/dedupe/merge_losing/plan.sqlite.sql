-- migration case, none, sqlite
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN IMMEDIATE;

-- add column merged
alter table "members" add column "merged" integer;

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

-- save rows beside the ledger
create table "mig_saved_case_2_members_merged" (
  "id" integer,
  "old_merged" integer,
  "new_merged" integer
);

-- save rows beside the ledger
insert into "mig_saved_case_2_members_merged"
select "members"."id", "members"."merged" as "old_merged", "mig_group"."mig_value_1" as "new_merged"
from "members"
join ((
  select mig_lower("members"."email") as "mig_key_1",
    mig_cast_integer(count(*), 'integer') as "mig_value_1"
  from "members"
  where mig_lower("members"."email") is not null
  group by mig_lower("members"."email")
  having count(*) > 1
) as "mig_group"
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
) as "mig_kept" on "mig_group"."mig_key_1" = "mig_kept"."mig_key_1") on "mig_kept"."id" = "members"."id";

-- update orders
update "orders" set
  "member_id" = "mig_pair"."kept_id"
from "mig_saved_case_1_members_duplicates" as "mig_pair"
where "orders"."member_id" = "mig_pair"."id";

-- update seats
update "seats" set
  "member_id" = "mig_pair"."kept_id"
from "mig_saved_case_1_members_duplicates" as "mig_pair"
where "seats"."member_id" = "mig_pair"."id";

-- delete from members
delete from "members"
where exists (
  select 1 as "one"
  from "mig_saved_case_1_members_duplicates" as "mig_pair"
  where "mig_pair"."id" = "members"."id"
);

-- update members
update "members" set
  "merged" = "mig_saved"."new_merged"
from "mig_saved_case_2_members_merged" as "mig_saved"
where "members"."id" = "mig_saved"."id";

-- what was saved is no longer needed
drop table "mig_saved_case_2_members_merged";

-- what was saved is no longer needed
drop table "mig_saved_case_1_members_duplicates";

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of case, mig_event gets the event 'reverted'
COMMIT;
