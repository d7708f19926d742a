-- migration case, exact, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- users: add column age_value
alter table "users" add column "age_value" integer;

-- these two should agree, or D216 is told
select exists (select 1 as "one" from "users" where "users"."age_value" is null) or not exists (select 1 as "one" from "users") as "fillable";
select true as "fillable";

-- users: set age_value
update "users" set
  "age_value" = "users"."id" * 10
where "users"."age_value" is null;

-- users: add constraint age_least
alter table "users" add constraint "age_least" check ("age_value" >= 10);

-- posts: add column rank_value
alter table "posts" add column "rank_value" double precision;

-- these two should agree, or D216 is told
select exists (select 1 as "one" from "posts" where "posts"."rank_value" is null) or not exists (select 1 as "one" from "posts") as "fillable";
select true as "fillable";

-- posts: set rank_value
update "posts" set
  "rank_value" = 0.5::double precision
where "posts"."rank_value" is null;

-- posts: add constraint rank_least
alter table "posts" add constraint "rank_least" check ("rank_value" >= 0::double precision);

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
