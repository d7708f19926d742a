-- migration case, exact with saved data, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- for saved rows
create schema if not exists "mig_saved";

-- for the keys of new rows
create table "mig_saved"."case_1_docs_keys" as select "id" from "docs" with no data;

-- insert rows into docs
with mig_new as (
insert into "docs" ("id", "owner", "slug", "place", "deleted")
select 5 as "id", 'ann' as "owner", 'a' as "slug", 7 as "place", true as "deleted"
union all
select 6 as "id", 'Bob' as "owner", 'x' as "slug", 2 as "place", false as "deleted"
returning "id", xmax = 0 as mig_inserted)
insert into "mig_saved"."case_1_docs_keys" ("id")
select "id" from mig_new where mig_inserted;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
