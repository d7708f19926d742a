-- migration case, none, postgres
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
      row_number() over (partition by lower("members"."email") order by "members"."joined" desc, "members"."id" desc) as "mig_place"
    from "members"
    where lower("members"."email") is not null
  ) as "kept"
  where "mig_place" = 1
) as "mig_kept" on "mig_row"."mig_key_1" = "mig_kept"."mig_key_1" and "mig_row"."id" <> "mig_kept"."id";

-- orders: set member_id
update "orders" set
  "member_id" = "mig_pair"."kept_id"
from "mig_saved"."case_1_members_duplicates" as "mig_pair"
where "orders"."member_id" = "mig_pair"."id";

-- seats: set member_id
update "seats" set
  "member_id" = "mig_pair"."kept_id"
from "mig_saved"."case_1_members_duplicates" as "mig_pair"
where "seats"."member_id" = "mig_pair"."id";

-- delete rows of members
delete from "members"
where exists (
  select 1 as "one"
  from "mig_saved"."case_1_members_duplicates" as "mig_pair"
  where "mig_pair"."id" = "members"."id"
);

-- what was saved is no longer needed
drop table if exists "mig_saved"."case_1_members_duplicates";

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
