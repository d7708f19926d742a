-- migration case, exact, postgres
-- in batches: not one transaction; a run that stops goes on where it was
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- users: add column email_norm
alter table "users" add column "email_norm" text;

-- mig.attempt remembers that the run is this far
COMMIT;

BEGIN;

-- these two should agree, or D216 is told
select exists (select 1 as "one" from "users" where "users"."email_norm" is null) or not exists (select 1 as "one" from "users") as "fillable";
select true as "fillable";

-- mig.attempt remembers that the run is this far
COMMIT;

-- users: set email_norm; in batches along id of about 50 ms; about 81 rows; single: so few are done in one transaction
-- in one transaction:
BEGIN;
-- users: set email_norm
update "users" set
  "email_norm" = lower(btrim("users"."email"))
where "users"."email_norm" is null and ("users"."id" > :after and "users"."id" <= :upto);
-- mig.range: the cursor stands at :upto now
COMMIT;
-- afterwards a sweep of the whole table finds nothing left to do
select "users"."id"
from "users"
where "users"."email_norm" is null
  and "users"."email_norm" is distinct from lower(btrim("users"."email"));
-- for what it finds: users: set email_norm
update "users" set
  "email_norm" = lower(btrim("users"."email"))
where "users"."email_norm" is null and "users"."email_norm" is distinct from lower(btrim("users"."email")) and ("users"."id" > :after and "users"."id" <= :upto);

BEGIN;

-- users: alter column email_norm
alter table "users" alter column "email_norm" set not null;

-- must find no row, or D211 and the run stops here: what is committed stays
select q.*, count(*) over () as mig_total from (
select "users"."id", "users"."email_norm" from "users" where "users"."email_norm" is null
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
