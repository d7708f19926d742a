-- migration case, exact, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- create table people
create table "people" (
  "id" integer not null,
  "mail" text not null,
  "token" text not null,
  constraint "people_pkey" primary key ("id")
);

-- insert rows into people
insert into "people" ("id", "mail", "token")
select "users"."id", "users"."email" as "mail", replace(gen_random_uuid()::text, '-', '') as "token"
from "users"
order by "users"."id";

-- these two must agree, or D211 and everything is rolled back
select count(*) as "n" from "people";
select count(*) as "n" from "users";

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
