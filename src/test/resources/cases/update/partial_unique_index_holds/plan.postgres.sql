-- migration case, exact with saved data, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- for saved rows
create schema if not exists "mig_saved";

-- save rows as mig_saved.case_1_docs_slug
create table "mig_saved"."case_1_docs_slug" as
select "docs"."id", "docs"."slug" as "old_slug", 'a' as "new_slug" from "docs" where "docs"."id" = 2;

-- docs: set slug
update "docs" set
  "slug" = 'a'
where "docs"."id" = 2;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
