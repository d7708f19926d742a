-- migration case, exact, sqlite
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN IMMEDIATE;

-- create notes
create table "notes" (
  "id" integer constraint "notes_pkey" primary key,
  "body" text not null,
  "made" timestamp not null default CURRENT_TIMESTAMP,
  "day" date default CURRENT_DATE
);

-- rebuild notes: add column seen
create table "mig_new_notes" (
  "id" integer constraint "notes_pkey" primary key,
  "body" text not null,
  "made" timestamp not null default CURRENT_TIMESTAMP,
  "day" date default CURRENT_DATE,
  "seen" timestamptz default CURRENT_TIMESTAMP
);

-- copy the rows of notes
insert or abort into "mig_new_notes" ("id", "body", "made", "day")
select "id", "body", "made", "day"
from "notes";

-- the copy takes the place of notes
drop table "notes";

-- the copy takes the place of notes
alter table "mig_new_notes" rename to "notes";

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of case, mig_event gets the event 'reverted'
COMMIT;
