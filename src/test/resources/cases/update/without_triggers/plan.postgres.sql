-- migration case, exact with saved data, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- for saved rows
create schema if not exists "mig_saved";

-- save rows as mig_saved.case_1_users_email
create table "mig_saved"."case_1_users_email" as
select "users"."id", "users"."email" as "old_email", lower("users"."email") as "new_email"
from "users";

-- users: trigger always must not fire
alter table "users" disable trigger "always";

-- users: trigger counts must not fire
alter table "users" disable trigger "counts";

-- users: trigger replica must not fire
alter table "users" disable trigger "replica";

-- users: set email
update "users" set
  "email" = lower("users"."email");

-- users: trigger always fires again as before
alter table "users" enable always trigger "always";

-- users: trigger counts fires again as before
alter table "users" enable trigger "counts";

-- users: trigger replica fires again as before
alter table "users" enable replica trigger "replica";

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
