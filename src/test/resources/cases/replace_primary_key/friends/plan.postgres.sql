-- migration case, exact, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- must find no row, or D208 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "friends"."a", "friends"."b"
from "friends"
where not exists (select 1 as "one" from "people" as "mig_key" where "mig_key"."id" = "friends"."a")
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- must find no row, or D208 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "friends"."a", "friends"."b"
from "friends"
where not exists (select 1 as "one" from "people" as "mig_key" where "mig_key"."id" = "friends"."b")
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- friends: drop constraint friends_a_fkey, drop constraint friends_b_fkey
alter table "friends"
  drop constraint "friends_a_fkey",
  drop constraint "friends_b_fkey";

-- people: drop constraint people_pkey, add constraint people_pkey, add constraint people_id_key
alter table "people"
  drop constraint "people_pkey",
  add constraint "people_pkey" primary key ("code"),
  add constraint "people_id_key" unique ("id");

-- friends: add column mig_new_a
alter table "friends" add column "mig_new_a" varchar(5);

-- friends: set mig_new_a
update "friends" set
  "mig_new_a" = "mig_key"."code"
from "people" as "mig_key"
where "mig_key"."id" = "friends"."a";

-- friends: add column mig_new_b
alter table "friends" add column "mig_new_b" varchar(5);

-- friends: set mig_new_b
update "friends" set
  "mig_new_b" = "mig_key"."code"
from "people" as "mig_key"
where "mig_key"."id" = "friends"."b";

-- friends: drop constraint friends_pkey
alter table "friends" drop constraint "friends_pkey";

-- friends: drop index friends_turned
drop index "friends_turned";

-- friends: drop column a
alter table "friends" drop column "a";

-- friends: rename column mig_new_a to a
alter table "friends" rename column "mig_new_a" to "a";

-- friends: alter column a
alter table "friends" alter column "a" set not null;

-- friends: add constraint friends_pkey
alter table "friends" add constraint "friends_pkey" primary key ("a", "b");

-- friends: create index friends_turned
CREATE UNIQUE INDEX friends_turned ON "friends" USING btree (b, a);

-- friends: add constraint friends_a_fkey, drop constraint friends_pkey
alter table "friends"
  add constraint "friends_a_fkey" foreign key ("a") references "people" ("code") on delete cascade,
  drop constraint "friends_pkey";

-- friends: drop index friends_turned
drop index "friends_turned";

-- friends: drop column b
alter table "friends" drop column "b";

-- friends: rename column mig_new_b to b
alter table "friends" rename column "mig_new_b" to "b";

-- friends: alter column b
alter table "friends" alter column "b" set not null;

-- friends: add constraint friends_pkey
alter table "friends" add constraint "friends_pkey" primary key ("a", "b");

-- friends: create index friends_turned
CREATE UNIQUE INDEX friends_turned ON "friends" USING btree (b, a);

-- friends: add constraint friends_b_fkey
alter table "friends" add constraint "friends_b_fkey" foreign key ("b") references "people" ("code") on delete cascade;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
