-- migration case, exact, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- items: add column kind
alter table "items" add column "kind" text;

-- these two should agree, or D216 is told
select exists (select 1 as "one" from "items" where "items"."kind" is null and "items"."state" is not null) or not exists (select 1 as "one" from "items") as "fillable";
select true as "fillable";

-- items: set kind
update "items" set
  "kind" = "items"."state" || ''
where "items"."kind" is null and "items"."state" is not null;

-- these two should agree, or D216 is told
select exists (select 1 as "one" from "items" where "items"."kind" is null) or not exists (select 1 as "one" from "items") as "fillable";
select true as "fillable";

-- items: set kind
update "items" set
  "kind" = 'none'
where "items"."kind" is null;

-- items: alter column kind
alter table "items" alter column "kind" set not null;

-- items: add constraint kind_known, add column size
alter table "items"
  add constraint "kind_known" check ("kind" <> ''),
  add column "size" bigint;

-- these two should agree, or D216 is told
select exists (select 1 as "one" from "items" where "items"."size" is null) or not exists (select 1 as "one" from "items") as "fillable";
select true as "fillable";

-- items: set size
update "items" set
  "size" = ("items"."stock" * 10)::bigint
where "items"."size" is null;

-- items: alter column size
alter table "items" alter column "size" set not null;

-- items: create index items_size
create index "items_size" on "items" ("size");

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
