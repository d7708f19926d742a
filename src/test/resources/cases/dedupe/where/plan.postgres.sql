-- migration case, exact with saved data, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- for saved rows
create schema if not exists "mig_saved";

-- save rows as mig_saved.case_1_members_duplicates
create table "mig_saved"."case_1_members_duplicates" as
select "mig_row"."id", "mig_kept"."id" as "kept_id"
from (
  select "members"."id", lower("members"."email") as "mig_key_1"
  from "members"
  where "members"."visits" > 3 and lower("members"."email") is not null
) as "mig_row"
join (
  select "id", "mig_key_1"
  from (
    select "members"."id",
      lower("members"."email") as "mig_key_1",
      row_number() over (partition by lower("members"."email") order by "members"."id") as "mig_place"
    from "members"
    where "members"."visits" > 3 and lower("members"."email") is not null
  ) as "kept"
  where "mig_place" = 1
) as "mig_kept" on "mig_row"."mig_key_1" = "mig_kept"."mig_key_1" and "mig_row"."id" <> "mig_kept"."id";

-- save rows as mig_saved.case_2_orders_member_id
create table "mig_saved"."case_2_orders_member_id" as
select "orders"."id",
  "orders"."member_id" as "old_member_id",
  "mig_pair"."kept_id" as "new_member_id"
from "orders"
join "mig_saved"."case_1_members_duplicates" as "mig_pair" on "orders"."member_id" = "mig_pair"."id";

-- orders: set member_id
update "orders" set
  "member_id" = "mig_pair"."kept_id"
from "mig_saved"."case_1_members_duplicates" as "mig_pair"
where "orders"."member_id" = "mig_pair"."id";

-- save rows as mig_saved.case_3_seats_member_id
create table "mig_saved"."case_3_seats_member_id" as
select "seats"."member_id",
  "seats"."room",
  "seats"."member_id" as "old_member_id",
  "mig_pair"."kept_id" as "new_member_id"
from "seats"
join "mig_saved"."case_1_members_duplicates" as "mig_pair" on "seats"."member_id" = "mig_pair"."id";

-- seats: set member_id
update "seats" set
  "member_id" = "mig_pair"."kept_id"
from "mig_saved"."case_1_members_duplicates" as "mig_pair"
where "seats"."member_id" = "mig_pair"."id";

-- save rows as mig_saved.case_4_members
create table "mig_saved"."case_4_members" as
select "members"."id", "members"."email", "members"."name", "members"."visits", "members"."joined"
from "members"
where exists (
  select 1 as "one"
  from "mig_saved"."case_1_members_duplicates" as "mig_pair"
  where "mig_pair"."id" = "members"."id"
);

-- delete rows of members
delete from "members"
where exists (
  select 1 as "one"
  from "mig_saved"."case_1_members_duplicates" as "mig_pair"
  where "mig_pair"."id" = "members"."id"
);

-- what was saved is no longer needed
drop table if exists "mig_saved"."case_1_members_duplicates";

-- must find no row, or D211 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "members"."id" from "members" where "members"."id" = 4
) as q
order by 1 nulls last
limit 5;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
