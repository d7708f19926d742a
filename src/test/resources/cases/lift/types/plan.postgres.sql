-- migration case, exact, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- people: add column active
alter table "people" add column "active" boolean;

-- must find no row, or D209 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "people"."id", "people"."data"
from "people"
where "people"."data" is not null and "people"."data" -> 'active' is null
) as q
order by 1 nulls last
limit 5;

-- must find no row, or D213 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "people"."id", "people"."data" ->> 'active' as "active"
from "people"
where ("people"."data" ->> 'active' is null or (lower(btrim("people"."data" ->> 'active', E' \t\n\r\f\x0B')) in ('t', 'true', 'y', 'yes', 'on', '1', 'f', 'false', 'n', 'no', 'off', '0')) is true) is not true
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- people: add column born
alter table "people" add column "born" date;

-- must find no row, or D209 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "people"."id", "people"."data"
from "people"
where "people"."data" is not null and "people"."data" -> 'born' is null
) as q
order by 1 nulls last
limit 5;

-- must find no row, or D213 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "people"."id", "people"."data" ->> 'born' as "born"
from "people"
where ("people"."data" ->> 'born' is null or (case when ("people"."data" ->> 'born') ~ '^[ \t\n\r\f\v]*((?!0000)[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01]))[ \t\n\r\f\v]*$' then substr(btrim("people"."data" ->> 'born', E' \t\n\r\f\x0B'), 9, 2)::integer <= extract(day from (substr(btrim("people"."data" ->> 'born', E' \t\n\r\f\x0B'), 1, 7) || '-01')::date + interval '1 month - 1 day') when ("people"."data" ->> 'born') is not null then false end) is true) is not true
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- people: add column score
alter table "people" add column "score" numeric(10,2);

-- must find no row, or D209 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "people"."id", "people"."data"
from "people"
where "people"."data" is not null and "people"."data" -> 'score' is null
) as q
order by 1 nulls last
limit 5;

-- must find no row, or D213 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "people"."id", "people"."data" ->> 'score' as "score"
from "people"
where ("people"."data" ->> 'score' is null or case when ("people"."data" ->> 'score') ~ '^[ \t\n\r\f\v]*([+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]{1,3})?)[ \t\n\r\f\v]*$' then round(("people"."data" ->> 'score')::numeric::numeric, 2) = ("people"."data" ->> 'score')::numeric and (("people"."data" ->> 'score')::numeric < 100000000.0 and ("people"."data" ->> 'score')::numeric > -100000000.0) else false end is true) is not true
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- people: add column address
alter table "people" add column "address" jsonb;

-- must find no row, or D209 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "people"."id", "people"."data"
from "people"
where "people"."data" is not null and "people"."data" -> 'address' is null
) as q
order by 1 nulls last
limit 5;

-- people: add column city
alter table "people" add column "city" varchar(40);

-- must find no row, or D209 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "people"."id", "people"."data"
from "people"
where "people"."data" is not null and "people"."data" -> 'address' -> 'city' is null
) as q
order by 1 nulls last
limit 5;

-- must find no row, or D213 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "people"."id", "people"."data" -> 'address' ->> 'city' as "city"
from "people"
where ("people"."data" -> 'address' ->> 'city' is null or (length("people"."data" -> 'address' ->> 'city') <= 40) is true) is not true
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- people: add column first_tag, add column last_tag
alter table "people"
  add column "first_tag" text,
  add column "last_tag" text;

-- people: set active, born, score, address, city, first_tag, last_tag
update "people" set
  "active" = ("people"."data" ->> 'active')::boolean,
  "born" = ("people"."data" ->> 'born')::date,
  "score" = ("people"."data" ->> 'score')::numeric(10,2),
  "address" = "people"."data" -> 'address',
  "city" = "people"."data" -> 'address' ->> 'city',
  "first_tag" = case when "people"."data" -> 'tags' -> 0 is not null then "people"."data" -> 'tags' ->> 0 else "people"."first_tag" end,
  "last_tag" = case when "people"."data" is not null and "people"."data" -> 'tags' -> -1 is null then 'none' else "people"."data" -> 'tags' ->> -1 end;

-- people: alter column city
alter table "people" alter column "city" set not null;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
