-- migration case, exact with saved data, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- for saved rows
create schema if not exists "mig_saved";

-- save rows as mig_saved.case_1_users_status
create table "mig_saved"."case_1_users_status" as
select "users"."id",
  "users"."status" as "old_status",
  case when "users"."status" = 'enabled' then 'suspended' end as "new_status"
from "users"
where "users"."status" = 'enabled';

-- users: set status
update "users" set
  "status" = case when "users"."status" = 'enabled' then 'suspended' end
where "users"."status" = 'enabled';

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
