-- migration case, exact with saved data, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- for saved rows
create schema if not exists "mig_saved";

-- save rows as mig_saved.case_1_count
create table "mig_saved"."case_1_count" as
select (select count(*) as "n" from "goods") + (select count(*) as "n" from "sold") as "n";

-- for the keys of new rows
create table "mig_saved"."case_2_sold_keys" as select "number" from "sold" with no data;

-- insert rows into sold
with mig_new as (
insert into "sold" ("price", "good_id")
select "goods"."price", "goods"."id" as "good_id"
from "goods"
where "goods"."twice" > 30
order by "goods"."id"
returning "number", xmax = 0 as mig_inserted)
insert into "mig_saved"."case_2_sold_keys" ("number")
select "number" from mig_new where mig_inserted;

-- delete rows of goods
delete from "goods"
where "goods"."twice" > 30;

-- these two must agree, or D211 and everything is rolled back
select "mig_saved"."n" from "mig_saved"."case_1_count" as "mig_saved";
select (select count(*) as "n" from "goods") + (select count(*) as "n" from "sold") as "n";

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
