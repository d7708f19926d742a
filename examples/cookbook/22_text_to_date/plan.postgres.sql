-- migration birthdays, exact with saved data, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- must find no row, or D213 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "people"."id", "people"."born"
from "people"
where (nullif(regexp_replace(btrim("people"."born"), E'^([0-9][0-9])\\.([0-9][0-9])\\.([0-9]{4})$', E'\\3-\\2-\\1', 'g'), '') is null or (length(nullif(regexp_replace(btrim("people"."born"), E'^([0-9][0-9])\\.([0-9][0-9])\\.([0-9]{4})$', E'\\3-\\2-\\1', 'g'), '')) <= 20) is true) is not true
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- for saved rows
create schema if not exists "mig_saved";

-- save rows as mig_saved.birthdays_1_people_born
create table "mig_saved"."birthdays_1_people_born" as
select "people"."id",
  "people"."born" as "old_born",
  nullif(regexp_replace(btrim("people"."born"), E'^([0-9][0-9])\\.([0-9][0-9])\\.([0-9]{4})$', E'\\3-\\2-\\1', 'g'), '') as "new_born"
from "people";

-- people: set born
update "people" set
  "born" = nullif(regexp_replace(btrim("people"."born"), E'^([0-9][0-9])\\.([0-9][0-9])\\.([0-9]{4})$', E'\\3-\\2-\\1', 'g'), '');

-- people: alter column born
alter table "people" alter column "born" type date using "born"::date;

-- should find no row, or D211 is told
select q.*, count(*) over () as mig_total from (
select "people"."id", "people"."born" from "people" where "people"."born" > current_date
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of birthdays, mig.event gets the event 'reverted'
COMMIT;
