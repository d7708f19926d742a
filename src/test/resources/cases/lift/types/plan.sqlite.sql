-- migration case, exact, sqlite
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN IMMEDIATE;

-- add column active
alter table "people" add column "active" boolean;

-- must find no row, or D205 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "people"."id", "people"."data" from "people" where not mig_fits('jsonb', "people"."data")
) as q
order by 1 nulls last
limit 5;

-- must find no row, or D209 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "people"."id", "people"."data"
from "people"
where "people"."data" is not null and mig_json_at("people"."data", 'active') is null
) as q
order by 1 nulls last
limit 5;

-- must find no row, or D213 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "people"."id", mig_json_at_text("people"."data", 'active') as "active"
from "people"
where (mig_json_at_text("people"."data", 'active') is null or mig_fits('boolean', mig_json_at_text("people"."data", 'active')) is true) is not true
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- add column born
alter table "people" add column "born" date;

-- must find no row, or D205 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "people"."id", "people"."data" from "people" where not mig_fits('jsonb', "people"."data")
) as q
order by 1 nulls last
limit 5;

-- must find no row, or D209 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "people"."id", "people"."data"
from "people"
where "people"."data" is not null and mig_json_at("people"."data", 'born') is null
) as q
order by 1 nulls last
limit 5;

-- must find no row, or D213 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "people"."id", mig_json_at_text("people"."data", 'born') as "born"
from "people"
where (mig_json_at_text("people"."data", 'born') is null or mig_fits('date', mig_json_at_text("people"."data", 'born')) is true) is not true
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- add column score
alter table "people" add column "score" numeric(10,2);

-- must find no row, or D205 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "people"."id", "people"."data" from "people" where not mig_fits('jsonb', "people"."data")
) as q
order by 1 nulls last
limit 5;

-- must find no row, or D209 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "people"."id", "people"."data"
from "people"
where "people"."data" is not null and mig_json_at("people"."data", 'score') is null
) as q
order by 1 nulls last
limit 5;

-- must find no row, or D213 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "people"."id", mig_json_at_text("people"."data", 'score') as "score"
from "people"
where (mig_json_at_text("people"."data", 'score') is null or case when mig_fits('numeric', mig_json_at_text("people"."data", 'score')) then mig_round(mig_cast_numeric(mig_json_at_text("people"."data", 'score'), -1, 0), 2) = mig_cast_numeric(mig_json_at_text("people"."data", 'score'), -1, 0) and (mig_cast_numeric(mig_json_at_text("people"."data", 'score'), -1, 0) < 100000000 and mig_cast_numeric(mig_json_at_text("people"."data", 'score'), -1, 0) > -100000000) else false end is true) is not true
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- add column address
alter table "people" add column "address" jsonb;

-- must find no row, or D205 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "people"."id", "people"."data" from "people" where not mig_fits('jsonb', "people"."data")
) as q
order by 1 nulls last
limit 5;

-- must find no row, or D209 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "people"."id", "people"."data"
from "people"
where "people"."data" is not null and mig_json_at("people"."data", 'address') is null
) as q
order by 1 nulls last
limit 5;

-- add column city
alter table "people" add column "city" varchar(40);

-- must find no row, or D205 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "people"."id", "people"."data" from "people" where not mig_fits('jsonb', "people"."data")
) as q
order by 1 nulls last
limit 5;

-- must find no row, or D209 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "people"."id", "people"."data"
from "people"
where "people"."data" is not null
  and mig_json_at(mig_json_at("people"."data", 'address'), 'city') is null
) as q
order by 1 nulls last
limit 5;

-- must find no row, or D213 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "people"."id", mig_json_at_text(mig_json_at("people"."data", 'address'), 'city') as "city"
from "people"
where (mig_json_at_text(mig_json_at("people"."data", 'address'), 'city') is null or (length(mig_json_at_text(mig_json_at("people"."data", 'address'), 'city')) <= 40) is true) is not true
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- add column first_tag
alter table "people" add column "first_tag" text;

-- must find no row, or D205 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "people"."id", "people"."data" from "people" where not mig_fits('jsonb', "people"."data")
) as q
order by 1 nulls last
limit 5;

-- add column last_tag
alter table "people" add column "last_tag" text;

-- must find no row, or D205 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "people"."id", "people"."data" from "people" where not mig_fits('jsonb', "people"."data")
) as q
order by 1 nulls last
limit 5;

-- update people
update "people" set
  "active" = mig_cast_boolean(mig_json_at_text("people"."data", 'active')),
  "born" = mig_date(mig_json_at_text("people"."data", 'born')),
  "score" = mig_cast_numeric(mig_json_at_text("people"."data", 'score'), 10, 2),
  "address" = mig_json_at("people"."data", 'address'),
  "city" = mig_json_at_text(mig_json_at("people"."data", 'address'), 'city'),
  "first_tag" = case when mig_json_at(mig_json_at("people"."data", 'tags'), 0) is not null then mig_json_at_text(mig_json_at("people"."data", 'tags'), 0) else "people"."first_tag" end,
  "last_tag" = case when "people"."data" is not null and mig_json_at(mig_json_at("people"."data", 'tags'), -1) is null then 'none' else mig_json_at_text(mig_json_at("people"."data", 'tags'), -1) end;

-- rebuild people: alter city set not null
create table "mig_new_people" (
  "id" integer primary key,
  "data" jsonb,
  "country" text,
  "age" integer,
  "active" boolean,
  "born" date,
  "score" numeric(10,2),
  "address" jsonb,
  "city" varchar(40) not null,
  "first_tag" text,
  "last_tag" text
);

-- copy the rows of people
insert or abort into "mig_new_people" ("id", "data", "country", "age", "active", "born", "score", "address", "city", "first_tag", "last_tag")
select "id", "data", "country", "age", "active", "born", "score", "address", "city", "first_tag", "last_tag"
from "people";

-- the copy takes the place of people
drop table "people";

-- the copy takes the place of people
alter table "mig_new_people" rename to "people";

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of case, mig_event gets the event 'reverted'
COMMIT;
