-- migration case, exact with saved data, postgres
-- in batches: not one transaction; a run that stops goes on where it was
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- for saved rows
create schema if not exists "mig_saved";

-- save rows as mig_saved.case_1_posts_title
create table "mig_saved"."case_1_posts_title" as
select "posts"."id", "posts"."title" as "old_title", upper("posts"."title") as "new_title"
from "posts"
where false
with no data;

-- save rows as mig_saved.case_2_posts_body
create table "mig_saved"."case_2_posts_body" as
select "posts"."id", "posts"."body" as "old_body", upper("posts"."body") as "new_body"
from "posts"
where false
with no data;

-- mig.attempt remembers that the run is this far
COMMIT;

-- posts: set title, body; in batches along id of 10 rows; about 81 rows; keyset: without further indexes stripes gain nothing
-- again and again, until no key is left:
BEGIN;
-- save rows as mig_saved.case_1_posts_title
insert into "mig_saved"."case_1_posts_title"
select "posts"."id", "posts"."title" as "old_title", upper("posts"."title") as "new_title"
from "posts"
where "posts"."id" > :after and "posts"."id" <= :upto;
-- save rows as mig_saved.case_2_posts_body
insert into "mig_saved"."case_2_posts_body"
select "posts"."id", "posts"."body" as "old_body", upper("posts"."body") as "new_body"
from "posts"
where "posts"."id" > :after and "posts"."id" <= :upto;
-- posts: set title, body
update "posts" set
  "title" = upper("posts"."title"),
  "body" = upper("posts"."body")
where "posts"."id" > :after and "posts"."id" <= :upto;
-- mig.range: the cursor stands at :upto now
COMMIT;
-- afterwards the proof is that every cursor has reached its end: old values are saved once

BEGIN;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
