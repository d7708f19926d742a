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
  where lower("members"."email") is not null
) as "mig_row"
join (
  select "id", "mig_key_1"
  from (
    select "members"."id",
      lower("members"."email") as "mig_key_1",
      row_number() over (partition by lower("members"."email") order by "members"."joined", "members"."id") as "mig_place"
    from "members"
    where lower("members"."email") is not null
  ) as "kept"
  where "mig_place" = 1
) as "mig_kept" on "mig_row"."mig_key_1" = "mig_kept"."mig_key_1" and "mig_row"."id" <> "mig_kept"."id";

-- save rows as mig_saved.case_2_members_visits_email_name
create table "mig_saved"."case_2_members_visits_email_name" as
select "members"."id",
  "members"."visits" as "old_visits",
  "mig_group"."mig_value_1" as "new_visits",
  "members"."email" as "old_email",
  "mig_group"."mig_value_2" as "new_email",
  "members"."name" as "old_name",
  "mig_group"."mig_value_3" as "new_name"
from "members"
join ((
  select lower("members"."email") as "mig_key_1",
    sum("members"."visits")::integer as "mig_value_1",
    min("members"."email" collate "C") as "mig_value_2",
    string_agg("members"."name", ' / ' order by "members"."id") as "mig_value_3"
  from "members"
  where lower("members"."email") is not null
  group by lower("members"."email")
  having count(*) > 1
) as "mig_group"
join (
  select "id", "mig_key_1"
  from (
    select "members"."id",
      lower("members"."email") as "mig_key_1",
      row_number() over (partition by lower("members"."email") order by "members"."joined", "members"."id") as "mig_place"
    from "members"
    where lower("members"."email") is not null
  ) as "kept"
  where "mig_place" = 1
) as "mig_kept" on "mig_group"."mig_key_1" = "mig_kept"."mig_key_1") on "mig_kept"."id" = "members"."id";

-- save rows as mig_saved.case_3_orders_member_id
create table "mig_saved"."case_3_orders_member_id" as
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

-- save rows as mig_saved.case_4_seats_member_id
create table "mig_saved"."case_4_seats_member_id" as
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

-- save rows as mig_saved.case_5_members
create table "mig_saved"."case_5_members" as
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

-- members: set visits, email, name
update "members" set
  "visits" = "mig_saved"."new_visits",
  "email" = "mig_saved"."new_email",
  "name" = "mig_saved"."new_name"
from "mig_saved"."case_2_members_visits_email_name" as "mig_saved"
where "members"."id" = "mig_saved"."id";

-- what was saved is no longer needed
drop table if exists "mig_saved"."case_1_members_duplicates";

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
