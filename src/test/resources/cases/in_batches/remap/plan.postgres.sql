-- migration case, exact, postgres
-- in batches: not one transaction; a run that stops goes on where it was
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- must find no row, or D209 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "posts"."id", "posts"."user_id", "mig_from"."mail" as "o.mail"
from "posts" left join "old_users" as "mig_from" on "mig_from"."id" = "posts"."user_id"
where "posts"."user_id" is not null
  and not exists (select 1 as "one" from "users" as "mig_to" where "mig_from"."mail" = "mig_to"."mail")
) as q
order by 1 nulls last, 2 nulls last, 3 nulls last
limit 5;

-- posts: drop constraint posts_user_id_fkey
alter table "posts" drop constraint "posts_user_id_fkey";

-- mig.attempt remembers that the run is this far
COMMIT;

-- posts: set user_id; in batches along id of 2 rows; about 81 rows; keyset: without further indexes stripes gain nothing
-- again and again, until no key is left:
BEGIN;
-- posts: set user_id
update "posts" set
  "user_id" = "mig_to"."id"
from "old_users" as "mig_from" join "users" as "mig_to" on "mig_from"."mail" = "mig_to"."mail"
where "mig_from"."id" = "posts"."user_id" and "posts"."user_id" is not null and ("posts"."id" > :after and "posts"."id" <= :upto);
-- mig.range: the cursor stands at :upto now
COMMIT;
-- afterwards a sweep of the whole table finds nothing left to do
select "posts"."id"
from "posts"
cross join ("old_users" as "mig_from" join "users" as "mig_to" on "mig_from"."mail" = "mig_to"."mail")
where "mig_from"."id" = "posts"."user_id"
  and "posts"."user_id" is not null
  and "posts"."user_id" is distinct from "mig_to"."id";
-- for what it finds: posts: set user_id
update "posts" set
  "user_id" = "mig_to"."id"
from "old_users" as "mig_from" join "users" as "mig_to" on "mig_from"."mail" = "mig_to"."mail"
where "mig_from"."id" = "posts"."user_id" and "posts"."user_id" is not null and "posts"."user_id" is distinct from "mig_to"."id" and ("posts"."id" > :after and "posts"."id" <= :upto);

BEGIN;

-- posts: add constraint posts_user_id_fkey
alter table "posts" add constraint "posts_user_id_fkey" foreign key ("user_id") references "users" ("id");

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
