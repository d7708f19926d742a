-- migration merge_accounts, exact with saved data, sqlite
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN IMMEDIATE;

-- kept as value 0
select sum("accounts"."credit") as "sum" from "accounts";

-- kept as value 1
select count(*) as "n" from "orders";

-- save rows beside the ledger
create table "mig_saved_merge_accounts_1_accounts_duplicates" (
  "id" integer,
  "kept_id" integer,
  primary key ("id")
);

-- save rows beside the ledger
insert into "mig_saved_merge_accounts_1_accounts_duplicates"
select "mig_row"."id", "mig_kept"."id" as "kept_id"
from (
  select "accounts"."id",
    case when "accounts"."id" in (3, 7) then 3 else "accounts"."id" end as "mig_key_1"
  from "accounts"
) as "mig_row"
join (
  select "id", "mig_key_1"
  from (
    select "accounts"."id",
      case when "accounts"."id" in (3, 7) then 3 else "accounts"."id" end as "mig_key_1",
      row_number() over (partition by case when "accounts"."id" in (3, 7) then 3 else "accounts"."id" end order by "accounts"."id") as "mig_place"
    from "accounts"
  ) as "kept"
  where "mig_place" = 1
) as "mig_kept" on "mig_row"."mig_key_1" = "mig_kept"."mig_key_1" and "mig_row"."id" <> "mig_kept"."id";

-- save rows beside the ledger
create table "mig_saved_merge_accounts_2_accounts_credit" (
  "id" integer,
  "old_credit" integer,
  "new_credit" integer
);

-- save rows beside the ledger
insert into "mig_saved_merge_accounts_2_accounts_credit"
select "accounts"."id",
  "accounts"."credit" as "old_credit",
  "mig_group"."mig_value_1" as "new_credit"
from "accounts"
join ((
  select case when "accounts"."id" in (3, 7) then 3 else "accounts"."id" end as "mig_key_1",
    mig_cast_integer(sum("accounts"."credit"), 'integer') as "mig_value_1"
  from "accounts"
  group by case when "accounts"."id" in (3, 7) then 3 else "accounts"."id" end
  having count(*) > 1
) as "mig_group"
join (
  select "id", "mig_key_1"
  from (
    select "accounts"."id",
      case when "accounts"."id" in (3, 7) then 3 else "accounts"."id" end as "mig_key_1",
      row_number() over (partition by case when "accounts"."id" in (3, 7) then 3 else "accounts"."id" end order by "accounts"."id") as "mig_place"
    from "accounts"
  ) as "kept"
  where "mig_place" = 1
) as "mig_kept" on "mig_group"."mig_key_1" = "mig_kept"."mig_key_1") on "mig_kept"."id" = "accounts"."id";

-- save rows beside the ledger
create table "mig_saved_merge_accounts_3_club_memberships" (
  "id" integer,
  "account_id" integer,
  "club_id" integer
);

-- save rows beside the ledger
insert into "mig_saved_merge_accounts_3_club_memberships"
select "club_memberships"."id", "club_memberships"."account_id", "club_memberships"."club_id"
from "club_memberships"
where not exists (
  select 1 as "one"
  from (
    select "id"
    from (
      select "club_memberships"."id",
        row_number() over (partition by case when "mig_pair"."id" is not null then "mig_pair"."kept_id" else "club_memberships"."account_id" end, "club_memberships"."club_id" order by "club_memberships"."id") as "mig_place"
      from "club_memberships"
      left join "mig_saved_merge_accounts_1_accounts_duplicates" as "mig_pair" on "club_memberships"."account_id" = "mig_pair"."id"
    ) as "kept"
    where "mig_place" = 1
  ) as "mig_stays"
  where "mig_stays"."id" = "club_memberships"."id"
);

-- delete from club_memberships
delete from "club_memberships"
where not exists (
  select 1 as "one"
  from (
    select "id"
    from (
      select "club_memberships"."id",
        row_number() over (partition by case when "mig_pair"."id" is not null then "mig_pair"."kept_id" else "club_memberships"."account_id" end, "club_memberships"."club_id" order by "club_memberships"."id") as "mig_place"
      from "club_memberships"
      left join "mig_saved_merge_accounts_1_accounts_duplicates" as "mig_pair" on "club_memberships"."account_id" = "mig_pair"."id"
    ) as "kept"
    where "mig_place" = 1
  ) as "mig_stays"
  where "mig_stays"."id" = "club_memberships"."id"
);

-- save rows beside the ledger
create table "mig_saved_merge_accounts_4_club_memberships_account_id" (
  "id" integer,
  "old_account_id" integer,
  "new_account_id" integer
);

-- save rows beside the ledger
insert into "mig_saved_merge_accounts_4_club_memberships_account_id"
select "club_memberships"."id",
  "club_memberships"."account_id" as "old_account_id",
  "mig_pair"."kept_id" as "new_account_id"
from "club_memberships"
join "mig_saved_merge_accounts_1_accounts_duplicates" as "mig_pair" on "club_memberships"."account_id" = "mig_pair"."id";

-- update club_memberships
update "club_memberships" set
  "account_id" = "mig_pair"."kept_id"
from "mig_saved_merge_accounts_1_accounts_duplicates" as "mig_pair"
where "club_memberships"."account_id" = "mig_pair"."id";

-- save rows beside the ledger
create table "mig_saved_merge_accounts_5_orders_account_id" (
  "id" integer,
  "old_account_id" integer,
  "new_account_id" integer
);

-- save rows beside the ledger
insert into "mig_saved_merge_accounts_5_orders_account_id"
select "orders"."id",
  "orders"."account_id" as "old_account_id",
  "mig_pair"."kept_id" as "new_account_id"
from "orders"
join "mig_saved_merge_accounts_1_accounts_duplicates" as "mig_pair" on "orders"."account_id" = "mig_pair"."id";

-- update orders
update "orders" set
  "account_id" = "mig_pair"."kept_id"
from "mig_saved_merge_accounts_1_accounts_duplicates" as "mig_pair"
where "orders"."account_id" = "mig_pair"."id";

-- save rows beside the ledger
create table "mig_saved_merge_accounts_6_accounts" (
  "id" integer,
  "email" varchar(100),
  "credit" integer
);

-- save rows beside the ledger
insert into "mig_saved_merge_accounts_6_accounts"
select "accounts"."id", "accounts"."email", "accounts"."credit"
from "accounts"
where exists (
  select 1 as "one"
  from "mig_saved_merge_accounts_1_accounts_duplicates" as "mig_pair"
  where "mig_pair"."id" = "accounts"."id"
);

-- delete from accounts
delete from "accounts"
where exists (
  select 1 as "one"
  from "mig_saved_merge_accounts_1_accounts_duplicates" as "mig_pair"
  where "mig_pair"."id" = "accounts"."id"
);

-- update accounts
update "accounts" set
  "credit" = "mig_saved"."new_credit"
from "mig_saved_merge_accounts_2_accounts_credit" as "mig_saved"
where "accounts"."id" = "mig_saved"."id";

-- what was saved is no longer needed
drop table "mig_saved_merge_accounts_1_accounts_duplicates";

-- must agree with value 0, or D211 and everything is rolled back
select sum("accounts"."credit") as "sum" from "accounts";

-- must agree with value 1, or D211 and everything is rolled back
select count(*) as "n" from "orders";

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of merge_accounts, mig_event gets the event 'reverted'
COMMIT;
