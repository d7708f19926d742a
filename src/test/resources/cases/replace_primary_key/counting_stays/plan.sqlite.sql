-- migration case, exact, sqlite
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

-- cannot be switched inside a transaction; the last steps look for orphans
PRAGMA foreign_keys = OFF;
BEGIN IMMEDIATE;

-- references without a counterpart that are there already
create temp table mig_orphans as
select 'cards' as child, rowid as place, parent as parent from pragma_foreign_key_check('cards');

-- must find no row, or D208 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "cards"."id", "cards"."person_id"
from "cards"
where not exists (select 1 as "one" from "people" as "mig_key" where "mig_key"."id" = "cards"."person_id")
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- rebuild cards: drop foreign key cards_person_id_fkey, add column mig_new_person_id
create table "mig_new_cards" (
  "id" integer primary key,
  "person_id" integer not null,
  "mig_new_person_id" varchar(5)
);

-- copy the rows of cards
insert or abort into "mig_new_cards" ("id", "person_id")
select "id", "person_id"
from "cards";

-- the copy takes the place of cards
drop table "cards";

-- the copy takes the place of cards
alter table "mig_new_cards" rename to "cards";

-- rebuild people: alter id drop identity, drop primary key (id), add primary key (code), add unique people_id_key
create table "mig_new_people" (
  "id" integer not null,
  "code" varchar(5) constraint "people_pkey" primary key not null,
  constraint "people_id_key" unique ("id")
);

-- copy the rows of people
insert or abort into "mig_new_people" (rowid, "id", "code")
select rowid, "id", "code"
from "people";

-- the copy takes the place of people
drop table "people";

-- the copy takes the place of people
alter table "mig_new_people" rename to "people";

-- update cards
update "cards" set
  "mig_new_person_id" = "mig_key"."code"
from "people" as "mig_key"
where "mig_key"."id" = "cards"."person_id";

-- rebuild cards: drop column person_id, rename column mig_new_person_id to person_id, alter person_id set not null, add foreign key cards_person_id_fkey
create table "mig_new_cards" (
  "id" integer primary key,
  "mig_new_person_id" varchar(5) not null,
  constraint "cards_person_id_fkey" foreign key ("mig_new_person_id") references "people" ("code")
);

-- copy the rows of cards
insert or abort into "mig_new_cards" ("id", "mig_new_person_id")
select "id", "mig_new_person_id"
from "cards";

-- the copy takes the place of cards
drop table "cards";

-- the copy takes the place of cards
alter table "mig_new_cards" rename to "cards";

-- rename column mig_new_person_id to person_id
alter table "cards" rename column "mig_new_person_id" to "person_id";

-- must find no row, or D208 and everything is rolled back
select child as "table", place as "rowid", parent as "references", count(*) over () as mig_total
from (
select 'cards' as child, rowid as place, parent as parent from pragma_foreign_key_check('cards')
) as now
where not exists (select * from temp.mig_orphans as old where old.child = now.child and old.place is now.place and old.parent = now.parent)
limit 5;

-- no reference was lost
drop table temp.mig_orphans;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of case, mig_event gets the event 'reverted'
COMMIT;
PRAGMA foreign_keys = ON;
