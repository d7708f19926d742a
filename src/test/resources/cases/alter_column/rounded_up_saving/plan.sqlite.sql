-- migration case, exact with saved data, sqlite
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN IMMEDIATE;

-- save rows beside the ledger
create table "mig_saved_case_1_sums_total" (
  "id" integer,
  "total" numeric(4,2)
);

-- save rows beside the ledger
insert into "mig_saved_case_1_sums_total"
select "sums"."id", "sums"."total" from "sums";

-- rebuild sums: alter total type bigint, alter least type text
create table "mig_new_sums" (
  "id" integer primary key,
  "total" bigint not null,
  "least" text not null
);

-- copy the rows of sums
insert or abort into "mig_new_sums" ("id", "total", "least")
select "id", mig_cast_integer("sums"."total", 'bigint'), cast("sums"."least" as text)
from "sums";

-- the copy takes the place of sums
drop table "sums";

-- the copy takes the place of sums
alter table "mig_new_sums" rename to "sums";

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of case, mig_event gets the event 'reverted'
COMMIT;
