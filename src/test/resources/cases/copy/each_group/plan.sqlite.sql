-- migration case, exact with saved data, sqlite
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN IMMEDIATE;

-- must find no row, or D231 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "p"."id", "p"."tags"
from "posts" as "p"
where "p"."id" <> 3
  and case when "p"."tags" is null then false else case when mig_fits('jsonb', "p"."tags") then mig_json_type("p"."tags") not in ('array', 'null') else true end end
) as q
order by 1 nulls last
limit 5;

-- must find no row, or D209 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "p"."id", "p"."tags"
from "posts" as "p"
where "p"."id" <> 3
  and case when "p"."tags" is null then true else case when mig_fits('jsonb', "p"."tags") then mig_json_type("p"."tags") = 'null' else false end end
) as q
order by 1 nulls last
limit 5;

-- must find no row, or D213 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "mig_new"."place"
from (
  select 100 as "post_id",
    min("p"."id") * 10 + min("t".key + 1) * 3 + count(*) as "place",
    "t".value ->> 0 as "name"
  from "posts" as "p" cross join json_each(mig_json_elements("p"."tags")) as "t"
  where "p"."id" <> 3
  group by "t".value ->> 0
) as "mig_new"
where ("mig_new"."place" is null or ("mig_new"."place" between -2147483648 and 2147483647) is true) is not true
) as q
order by 1 nulls last
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
insert into "tags" ("post_id", "place", "name")
select 100 as "post_id",
  mig_cast_integer(min("p"."id") * 10 + min("t".key + 1) * 3 + count(*), 'integer') as "place",
  "t".value ->> 0 as "name"
from "posts" as "p" cross join json_each(mig_json_elements("p"."tags")) as "t"
where "p"."id" <> 3
group by "t".value ->> 0
order by "t".value ->> 0 nulls last;

-- they are recorded
drop trigger temp.mig_keys;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of case, mig_event gets the event 'reverted'
COMMIT;
