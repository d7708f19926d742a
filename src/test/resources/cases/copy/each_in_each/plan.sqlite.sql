-- migration case, exact with saved data, sqlite
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN IMMEDIATE;

-- must find no row, or D231 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "p"."id", "p"."tags"
from "posts" as "p"
where "p"."id" = 5
  and case when "p"."tags" is null then false else case when mig_fits('jsonb', "p"."tags") then mig_json_type("p"."tags") not in ('array', 'null') else true end end
) as q
order by 1 nulls last
limit 5;

-- must find no row, or D209 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "p"."id", "p"."tags"
from "posts" as "p"
where "p"."id" = 5
  and case when "p"."tags" is null then true else case when mig_fits('jsonb', "p"."tags") then mig_json_type("p"."tags") = 'null' else false end end
) as q
order by 1 nulls last
limit 5;

-- must find no row, or D231 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "p"."id", "t".value ->> 1 as "t.json"
from "posts" as "p" cross join json_each(mig_json_elements("p"."tags")) as "t"
where "p"."id" = 5
  and case when mig_fits('jsonb', "t".value ->> 1) then mig_json_type("t".value ->> 1) not in ('array', 'null') else true end
) as q
order by 1 nulls last
limit 5;

-- must find no row, or D213 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "mig_new"."p.id", "mig_new"."t.place", "mig_new"."u.place", "mig_new"."place"
from (
  select "p"."id" as "p.id",
    "t".key + 1 as "t.place",
    "u".key + 1 as "u.place",
    "p"."id" as "post_id",
    ("t".key + 1) * 10 + ("u".key + 1) as "place",
    "u".value ->> 0 as "name",
    mig_jsonb("u".value ->> 1) as "raw"
  from "posts" as "p" cross join json_each(mig_json_elements("p"."tags")) as "t"
  cross join json_each(mig_json_elements("t".value ->> 1)) as "u"
  where "p"."id" = 5
) as "mig_new"
where ("mig_new"."place" between -2147483648 and 2147483647) is not true
) as q
order by 1 nulls last, 2 nulls last, 3 nulls last, 4 nulls last
limit 5;

-- keys of the rows that come in
create table "mig_saved_case_1_tags_keys" (
  "post_id" integer,
  "place" integer,
  primary key ("post_id", "place")
);

-- keys of the rows that come in
create temp trigger mig_keys after insert on main."tags" begin
  insert or ignore into "mig_saved_case_1_tags_keys" values (new."post_id", new."place");
end;

-- insert into tags
insert into "tags" ("post_id", "place", "name", "raw")
select "p"."id" as "post_id",
  mig_cast_integer(("t".key + 1) * 10 + ("u".key + 1), 'integer') as "place",
  "u".value ->> 0 as "name",
  mig_jsonb("u".value ->> 1) as "raw"
from "posts" as "p" cross join json_each(mig_json_elements("p"."tags")) as "t"
cross join json_each(mig_json_elements("t".value ->> 1)) as "u"
where "p"."id" = 5
order by "p"."id", "t".key + 1, "u".key + 1;

-- they are recorded
drop trigger temp.mig_keys;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of case, mig_event gets the event 'reverted'
COMMIT;
