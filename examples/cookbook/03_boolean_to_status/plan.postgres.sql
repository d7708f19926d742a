-- migration account_status, exact with saved data, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- accounts: add column status
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

-- accounts: set status
update "accounts" set
  "status" = case when "accounts"."active" = true then 'active' when "accounts"."active" = false then 'disabled' when "accounts"."active" is null then 'invited' end;

-- accounts: alter column status
alter table "accounts"
  alter column "status" set default 'invited',
  alter column "status" set not null;

-- accounts: add constraint status_known
alter table "accounts" add constraint "status_known" check ("status" in ('active', 'disabled', 'invited'));

-- for saved rows
create schema if not exists "mig_saved";

-- save rows as mig_saved.account_status_1_accounts_active
create table "mig_saved"."account_status_1_accounts_active" as
select "accounts"."id", "accounts"."active" from "accounts";

-- accounts: drop column active
alter table "accounts" drop column "active";

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of account_status, mig.event gets the event 'reverted'
COMMIT;
