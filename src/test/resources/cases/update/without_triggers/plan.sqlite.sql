-- migration case, exact with saved data, sqlite
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN IMMEDIATE;

-- save rows beside the ledger
create table "mig_saved_case_1_users_email" (
  "id" integer,
  "old_email" text,
  "new_email" text
);

-- save rows beside the ledger
insert into "mig_saved_case_1_users_email"
select "users"."id", "users"."email" as "old_email", mig_lower("users"."email") as "new_email"
from "users";

-- users: trigger counts must not fire
drop trigger "counts";

-- users: trigger always must not fire
drop trigger "always";

-- update users
update "users" set
  "email" = mig_lower("users"."email");

-- users: trigger counts fires again as before
CREATE TRIGGER counts after update of email on users begin update users set changes = old.changes + 1 where id = old.id; end;

-- users: trigger always fires again as before
CREATE TRIGGER "always" after update on users for each row when new.email <> '' begin insert into audit values (old.id, 'always'); end;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of case, mig_event gets the event 'reverted'
COMMIT;
