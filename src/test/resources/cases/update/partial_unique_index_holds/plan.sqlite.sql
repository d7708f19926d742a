-- migration case, exact with saved data, sqlite
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN IMMEDIATE;

-- save rows beside the ledger
create table "mig_saved_case_1_docs_slug" (
  "id" integer,
  "old_slug" text,
  "new_slug" text
);

-- save rows beside the ledger
insert into "mig_saved_case_1_docs_slug"
select "docs"."id", "docs"."slug" as "old_slug", 'a' as "new_slug" from "docs" where "docs"."id" = 2;

-- update docs
update "docs" set
  "slug" = 'a'
where "docs"."id" = 2;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of case, mig_event gets the event 'reverted'
COMMIT;
