-- migration case, exact with saved data, sqlite
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN IMMEDIATE;

-- save rows beside the ledger
create table "mig_saved_case_1_count" (
  "n" bigint
);

-- save rows beside the ledger
insert into "mig_saved_case_1_count"
select (select count(*) as "n" from "goods") + (select count(*) as "n" from "sold") as "n";

-- keys of the rows that come in
create table "mig_saved_case_2_sold_keys" (
  "number" integer,
  primary key ("number")
);

-- keys of the rows that come in
create temp trigger mig_keys after insert on main."sold" begin
  insert or ignore into "mig_saved_case_2_sold_keys" values (new."number");
end;

-- insert into sold
insert into "sold" ("price", "good_id")
select "goods"."price", "goods"."id" as "good_id"
from "goods"
where "goods"."twice" > 30
order by "goods"."id";

-- they are recorded
drop trigger temp.mig_keys;

-- delete from goods
delete from "goods"
where "goods"."twice" > 30;

-- these two must agree, or D211 and everything is rolled back
select "mig_saved"."n" from "mig_saved_case_1_count" as "mig_saved";
select (select count(*) as "n" from "goods") + (select count(*) as "n" from "sold") as "n";

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of case, mig_event gets the event 'reverted'
COMMIT;
