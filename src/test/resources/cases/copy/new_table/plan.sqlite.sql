-- migration case, exact, sqlite
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN IMMEDIATE;

-- create people
create table "people" (
  "id" integer constraint "people_pkey" primary key,
  "mail" text not null,
  "token" text not null
);

-- insert into people
insert into "people" ("id", "mail", "token")
select "users"."id", "users"."email" as "mail", lower(hex(randomblob(16))) as "token"
from "users"
order by "users"."id";

-- these two must agree, or D211 and everything is rolled back
select count(*) as "n" from "people";
select count(*) as "n" from "users";

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of case, mig_event gets the event 'reverted'
COMMIT;
