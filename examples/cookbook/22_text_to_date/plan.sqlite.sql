-- migration birthdays, exact with saved data, sqlite
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN IMMEDIATE;

-- must find no row, or D213 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "people"."id", "people"."born"
from "people"
where (nullif(mig_regexp_replace(trim("people"."born"), '^([0-9][0-9])\.([0-9][0-9])\.([0-9]{4})\z', '\3-\2-\1'), '') is null or (length(nullif(mig_regexp_replace(trim("people"."born"), '^([0-9][0-9])\.([0-9][0-9])\.([0-9]{4})\z', '\3-\2-\1'), '')) <= 20) is true) is not true
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- save rows beside the ledger
create table "mig_saved_birthdays_1_people_born" (
  "id" integer,
  "old_born" varchar(20),
  "new_born" text
);

-- save rows beside the ledger
insert into "mig_saved_birthdays_1_people_born"
select "people"."id",
  "people"."born" as "old_born",
  nullif(mig_regexp_replace(trim("people"."born"), '^([0-9][0-9])\.([0-9][0-9])\.([0-9]{4})\z', '\3-\2-\1'), '') as "new_born"
from "people";

-- update people
update "people" set
  "born" = nullif(mig_regexp_replace(trim("people"."born"), '^([0-9][0-9])\.([0-9][0-9])\.([0-9]{4})\z', '\3-\2-\1'), '');

-- rebuild people: alter born type date
create table "mig_new_people" (
  "id" integer primary key,
  "born" date
);

-- copy the rows of people
insert or abort into "mig_new_people" ("id", "born")
select "id", mig_date("people"."born")
from "people";

-- the copy takes the place of people
drop table "people";

-- the copy takes the place of people
alter table "mig_new_people" rename to "people";

-- should find no row, or D211 is told
select q.*, count(*) over () as mig_total from (
select "people"."id", "people"."born" from "people" where "people"."born" > CURRENT_DATE
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of birthdays, mig_event gets the event 'reverted'
COMMIT;
