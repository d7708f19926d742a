-- migration account_status, exact with saved data, sqlite
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN IMMEDIATE;

-- add column status
alter table "accounts" add column "status" varchar(10);

-- must find no row, or D201 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "accounts"."active", count(*) as "rows"
from "accounts"
where ("accounts"."active" in (true, false) or "accounts"."active" is null) is not true
group by "accounts"."active"
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- update accounts
update "accounts" set
  "status" = case when "accounts"."active" = true then 'active' when "accounts"."active" = false then 'disabled' when "accounts"."active" is null then 'invited' end;

-- rebuild accounts: alter status set not null set default, add check status_known
create table "mig_new_accounts" (
  "id" integer primary key,
  "name" varchar(50) not null,
  "active" boolean,
  "status" varchar(10) not null default 'invited',
  constraint "status_known" check ("status" in ('active', 'disabled', 'invited'))
);

-- copy the rows of accounts
insert or abort into "mig_new_accounts" ("id", "name", "active", "status")
select "id", "name", "active", "status"
from "accounts";

-- the copy takes the place of accounts
drop table "accounts";

-- the copy takes the place of accounts
alter table "mig_new_accounts" rename to "accounts";

-- save rows beside the ledger
create table "mig_saved_account_status_1_accounts_active" (
  "id" integer,
  "active" boolean
);

-- save rows beside the ledger
insert into "mig_saved_account_status_1_accounts_active"
select "accounts"."id", "accounts"."active" from "accounts";

-- drop column active
alter table "accounts" drop column "active";

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of account_status, mig_event gets the event 'reverted'
COMMIT;
