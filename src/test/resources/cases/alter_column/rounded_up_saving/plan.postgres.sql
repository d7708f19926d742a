-- migration case, exact with saved data, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- for saved rows
create schema if not exists "mig_saved";

-- save rows as mig_saved.case_1_sums_total
create table "mig_saved"."case_1_sums_total" as
select "sums"."id", "sums"."total" from "sums";

-- sums: alter column total, alter column least
alter table "sums"
  alter column "total" type bigint,
  alter column "least" type text;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
