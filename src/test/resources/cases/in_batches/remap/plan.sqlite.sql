-- migration case, exact, sqlite
-- in batches: not one transaction; a run that stops goes on where it was
-- first in it: is the schema still as it was when this plan was made?

-- cannot be switched inside a transaction; the last steps look for orphans
PRAGMA foreign_keys = OFF;
BEGIN IMMEDIATE;

-- must find no row, or D209 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "posts"."id", "posts"."user_id", "mig_from"."mail" as "o.mail"
from "posts" left join "old_users" as "mig_from" on "mig_from"."id" = "posts"."user_id"
where "posts"."user_id" is not null
  and not exists (select 1 as "one" from "users" as "mig_to" where "mig_from"."mail" = "mig_to"."mail")
) as q
order by 1 nulls last, 2 nulls last, 3 nulls last
limit 5;

-- rebuild posts: drop foreign key posts_user_id_fkey
create table "mig_new_posts" (
  "id" integer primary key,
  "user_id" integer
);

-- copy the rows of posts
insert or abort into "mig_new_posts" ("id", "user_id")
select "id", "user_id"
from "posts";

-- the copy takes the place of posts
drop table "posts";

-- the copy takes the place of posts
alter table "mig_new_posts" rename to "posts";

-- mig_attempt remembers that the run is this far
COMMIT;
PRAGMA foreign_keys = ON;

-- update posts; in batches along id of 2 rows; about 4 rows; keyset: other writers get their turn after each batch
-- again and again, until no key is left:
BEGIN IMMEDIATE;
-- update posts
update "posts" set
  "user_id" = "mig_to"."id"
from "old_users" as "mig_from" join "users" as "mig_to" on "mig_from"."mail" = "mig_to"."mail"
where "mig_from"."id" = "posts"."user_id" and "posts"."user_id" is not null and ("posts"."id" > :after and "posts"."id" <= :upto);
-- mig_range: the cursor stands at :upto now
COMMIT;
-- afterwards a sweep of the whole table finds nothing left to do
select "posts"."id"
from "posts"
cross join ("old_users" as "mig_from" join "users" as "mig_to" on "mig_from"."mail" = "mig_to"."mail")
where "mig_from"."id" = "posts"."user_id"
  and "posts"."user_id" is not null
  and "posts"."user_id" is distinct from "mig_to"."id";
-- for what it finds: update posts
update "posts" set
  "user_id" = "mig_to"."id"
from "old_users" as "mig_from" join "users" as "mig_to" on "mig_from"."mail" = "mig_to"."mail"
where "mig_from"."id" = "posts"."user_id" and "posts"."user_id" is not null and "posts"."user_id" is distinct from "mig_to"."id" and ("posts"."id" > :after and "posts"."id" <= :upto);

-- cannot be switched inside a transaction; the last steps look for orphans
PRAGMA foreign_keys = OFF;
BEGIN IMMEDIATE;

-- references without a counterpart that are there already
create temp table mig_orphans as
select 'posts' as child, rowid as place, parent as parent from pragma_foreign_key_check('posts');

-- rebuild posts: add foreign key posts_user_id_fkey
create table "mig_new_posts" (
  "id" integer primary key,
  "user_id" integer,
  constraint "posts_user_id_fkey" foreign key ("user_id") references "users" ("id")
);

-- copy the rows of posts
insert or abort into "mig_new_posts" ("id", "user_id")
select "id", "user_id"
from "posts";

-- the copy takes the place of posts
drop table "posts";

-- the copy takes the place of posts
alter table "mig_new_posts" rename to "posts";

-- must find no row, or D208 and the run stops here: what is committed stays
select child as "table", place as "rowid", parent as "references", count(*) over () as mig_total
from (
select 'posts' as child, rowid as place, parent as parent from pragma_foreign_key_check('posts')
) as now
where not exists (select * from temp.mig_orphans as old where old.child = now.child and old.place is now.place and old.parent = now.parent)
limit 5;

-- no reference was lost
drop table temp.mig_orphans;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of case, mig_event gets the event 'reverted'
COMMIT;
PRAGMA foreign_keys = ON;
