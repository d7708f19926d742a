-- migration case, exact, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- items: add column kind
alter table "items" add column "kind" text;

-- these two should agree, or D216 is told
select exists (select 1 as "one" from "items" where "items"."kind" is null and "items"."state" is not null) or not exists (select 1 as "one" from "items") as "fillable";
select true as "fillable";

-- these two should agree, or D216 is told
select exists (
  select 1 as "one"
  from (
    select case when "items"."kind" is null and "items"."state" is not null then "items"."state" || '' else "items"."kind" end as "kind"
    from "items"
  ) as "items"
  where "items"."kind" is null
) or not exists (
  select 1 as "one"
  from (
    select case when "items"."kind" is null and "items"."state" is not null then "items"."state" || '' else "items"."kind" end as "kind"
    from "items"
  ) as "items"
) as "fillable";
select true as "fillable";

-- items: add column size
alter table "items" add column "size" bigint;

-- these two should agree, or D216 is told
select exists (select 1 as "one" from "items" where "items"."size" is null) or not exists (select 1 as "one" from "items") as "fillable";
select true as "fillable";

-- items: set kind, size
update "items" set
  "kind" = case when "items"."kind" is null and "items"."state" is not null or case when "items"."kind" is null and "items"."state" is not null then "items"."state" || '' else "items"."kind" end is null then case when case when "items"."kind" is null and "items"."state" is not null then "items"."state" || '' else "items"."kind" end is null then 'none'::text else case when "items"."kind" is null and "items"."state" is not null then "items"."state" || '' else "items"."kind" end end else "items"."kind" end,
  "size" = case when "items"."size" is null then ("items"."stock" * 10)::bigint else "items"."size" end
where "items"."kind" is null and "items"."state" is not null or case when "items"."kind" is null and "items"."state" is not null then "items"."state" || '' else "items"."kind" end is null or "items"."size" is null;

-- items: alter column kind
alter table "items" alter column "kind" set not null;

-- items: add constraint kind_known, alter column size
alter table "items"
  add constraint "kind_known" check ("kind" <> ''),
  alter column "size" set not null;

-- items: create index items_size
create index "items_size" on "items" ("size");

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
