-- migration case, exact with saved data, sqlite
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN IMMEDIATE;

-- save rows beside the ledger
create table "mig_saved_case_1_items_code" (
  "id" integer,
  "old_code" varchar(8),
  "new_code" varchar(8)
);

-- save rows beside the ledger
insert into "mig_saved_case_1_items_code"
select "items"."id",
  "items"."code" as "old_code",
  case when "items"."code" glob 'A*' then 'A' when mig_regexp_matches("items"."code", '^(?:[a-z].*)\z') then 'lower' end as "new_code"
from "items"
where "items"."code" glob 'A*' or mig_regexp_matches("items"."code", '^(?:[a-z].*)\z');

-- update items
update "items" set
  "code" = case when "items"."code" glob 'A*' then 'A' when mig_regexp_matches("items"."code", '^(?:[a-z].*)\z') then 'lower' end
where "items"."code" glob 'A*' or mig_regexp_matches("items"."code", '^(?:[a-z].*)\z');

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of case, mig_event gets the event 'reverted'
COMMIT;
