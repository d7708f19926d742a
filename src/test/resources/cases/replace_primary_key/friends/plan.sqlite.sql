-- migration case, exact, sqlite
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

-- cannot be switched inside a transaction; the last steps look for orphans
PRAGMA foreign_keys = OFF;
BEGIN IMMEDIATE;

-- references without a counterpart that are there already
create temp table mig_orphans as
select 'friends' as child, rowid as place, parent as parent from pragma_foreign_key_check('friends');

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

-- rebuild friends: drop foreign key friends_a_fkey, drop foreign key friends_b_fkey, add column mig_new_a
create table "mig_new_friends" (
  "a" integer not null,
  "b" integer not null,
  "since" integer,
  "mig_new_a" varchar(5),
  constraint "friends_pkey" primary key ("a", "b")
);

-- copy the rows of friends
insert or abort into "mig_new_friends" (rowid, "a", "b", "since")
select rowid, "a", "b", "since"
from "friends";

-- the copy takes the place of friends
drop table "friends";

-- the copy takes the place of friends
alter table "mig_new_friends" rename to "friends";

-- index of friends
CREATE UNIQUE INDEX friends_turned on friends (b, a);

-- rebuild people: alter id drop identity, drop primary key (id), add primary key (code), add unique people_id_key
create table "mig_new_people" (
  "id" integer not null,
  "code" varchar(5) constraint "people_pkey" primary key not null,
  constraint "people_id_key" unique ("id")
);

-- copy the rows of people
insert or abort into "mig_new_people" (rowid, "id", "code")
select rowid, "id", "code"
from "people";

-- the copy takes the place of people
drop table "people";

-- the copy takes the place of people
alter table "mig_new_people" rename to "people";

-- update friends
update "friends" set
  "mig_new_a" = "mig_key"."code"
from "people" as "mig_key"
where "mig_key"."id" = "friends"."a";

-- add column mig_new_b
alter table "friends" add column "mig_new_b" varchar(5);

-- update friends
update "friends" set
  "mig_new_b" = "mig_key"."code"
from "people" as "mig_key"
where "mig_key"."id" = "friends"."b";

-- rebuild friends: drop primary key (a, b), drop index friends_turned, drop column a, rename column mig_new_a to a, alter a set not null, add primary key (a, b), add index friends_turned, add foreign key friends_a_fkey, drop primary key (a, b), drop index friends_turned, drop column b, rename column mig_new_b to b, alter b set not null, add primary key (a, b), add index friends_turned, add foreign key friends_b_fkey
create table "mig_new_friends" (
  "since" integer,
  "mig_new_a" varchar(5) not null,
  "mig_new_b" varchar(5) not null,
  constraint "friends_a_fkey" foreign key ("mig_new_a") references "people" ("code") on delete cascade,
  constraint "friends_pkey" primary key ("mig_new_a", "mig_new_b"),
  constraint "friends_b_fkey" foreign key ("mig_new_b") references "people" ("code") on delete cascade
);

-- copy the rows of friends
insert or abort into "mig_new_friends" (rowid, "since", "mig_new_a", "mig_new_b")
select rowid, "since", "mig_new_a", "mig_new_b"
from "friends";

-- the copy takes the place of friends
drop table "friends";

-- the copy takes the place of friends
alter table "mig_new_friends" rename to "friends";

-- index of friends
create unique index "friends_turned" on "friends" ("mig_new_b", "mig_new_a");

-- rename column mig_new_a to a
alter table "friends" rename column "mig_new_a" to "a";

-- rename column mig_new_b to b
alter table "friends" rename column "mig_new_b" to "b";

-- must find no row, or D208 and everything is rolled back
select child as "table", place as "rowid", parent as "references", count(*) over () as mig_total
from (
select 'friends' as child, rowid as place, parent as parent from pragma_foreign_key_check('friends')
) as now
where not exists (select * from temp.mig_orphans as old where old.child = now.child and old.place is now.place and old.parent = now.parent)
limit 5;

-- no reference was lost
drop table temp.mig_orphans;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of case, mig_event gets the event 'reverted'
COMMIT;
PRAGMA foreign_keys = ON;
