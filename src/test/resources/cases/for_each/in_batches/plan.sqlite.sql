-- migration case, exact with saved data, sqlite
-- in batches: not one transaction; a run that stops goes on where it was
-- first in it: is the schema still as it was when this plan was made?

BEGIN IMMEDIATE;

-- must find no row, or B801 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "posts"."id", "posts"."title", "posts"."body" from "posts" where "posts"."id" is null
) as q
order by 1 nulls last, 2 nulls last, 3 nulls last
limit 5;

-- save rows beside the ledger
create table "mig_saved_case_1_posts_title" (
  "id" integer,
  "old_title" text,
  "new_title" text
);

-- save rows beside the ledger
create table "mig_saved_case_2_posts_body" (
  "id" integer,
  "old_body" text,
  "new_body" text
);

-- mig_attempt remembers that the run is this far
COMMIT;

-- update posts; in batches along id of 10 rows; about 2 rows; keyset: other writers get their turn after each batch
-- again and again, until no key is left:
BEGIN IMMEDIATE;
-- save rows beside the ledger
insert into "mig_saved_case_1_posts_title"
select "posts"."id", "posts"."title" as "old_title", mig_upper("posts"."title") as "new_title"
from "posts"
where "posts"."id" > :after and "posts"."id" <= :upto;
-- save rows beside the ledger
insert into "mig_saved_case_2_posts_body"
select "posts"."id", "posts"."body" as "old_body", mig_upper("posts"."body") as "new_body"
from "posts"
where "posts"."id" > :after and "posts"."id" <= :upto;
-- update posts
update "posts" set
  "title" = mig_upper("posts"."title"),
  "body" = mig_upper("posts"."body")
where "posts"."id" > :after and "posts"."id" <= :upto;
-- mig_range: the cursor stands at :upto now
COMMIT;
-- afterwards the proof is that every cursor has reached its end: old values are saved once

BEGIN IMMEDIATE;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of case, mig_event gets the event 'reverted'
COMMIT;
