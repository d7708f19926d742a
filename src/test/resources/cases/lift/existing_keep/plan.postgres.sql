-- migration case, exact with saved data, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- for saved rows
create schema if not exists "mig_saved";

-- save rows as mig_saved.case_1_people_country
create table "mig_saved"."case_1_people_country" as
select "people"."id",
  "people"."country" as "old_country",
  "people"."data" ->> 'country' as "new_country"
from "people"
where "people"."data" -> 'country' is not null;

-- people: set country
update "people" set
  "country" = "people"."data" ->> 'country'
where "people"."data" -> 'country' is not null;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
