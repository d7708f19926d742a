-- migration phone_numbers, exact with saved data, sqlite
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN IMMEDIATE;

-- must find no row, or D213 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "contacts"."id", "contacts"."phone"
from "contacts"
where (mig_regexp_replace("contacts"."phone", '[^0-9\+]', '') is null or (length(mig_regexp_replace("contacts"."phone", '[^0-9\+]', '')) <= 30) is true) is not true
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- save rows beside the ledger
create table "mig_saved_phone_numbers_1_contacts_phone" (
  "id" integer,
  "old_phone" varchar(30),
  "new_phone" text
);

-- save rows beside the ledger
insert into "mig_saved_phone_numbers_1_contacts_phone"
select "contacts"."id",
  "contacts"."phone" as "old_phone",
  mig_regexp_replace("contacts"."phone", '[^0-9\+]', '') as "new_phone"
from "contacts";

-- update contacts
update "contacts" set
  "phone" = mig_regexp_replace("contacts"."phone", '[^0-9\+]', '');

-- must find no row, or D213 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "contacts"."id", "contacts"."phone"
from "contacts"
where (case when mig_regexp_matches("contacts"."phone", '^(?:00[0-9]+)\z') then '+' || substr("contacts"."phone", 3) when mig_regexp_matches("contacts"."phone", '^(?:0[0-9]+)\z') then '+49' || substr("contacts"."phone", 2) when "contacts"."phone" = '' then null else "contacts"."phone" end is null or (length(case when mig_regexp_matches("contacts"."phone", '^(?:00[0-9]+)\z') then '+' || substr("contacts"."phone", 3) when mig_regexp_matches("contacts"."phone", '^(?:0[0-9]+)\z') then '+49' || substr("contacts"."phone", 2) when "contacts"."phone" = '' then null else "contacts"."phone" end) <= 30) is true) is not true
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- save rows beside the ledger
create table "mig_saved_phone_numbers_2_contacts_phone" (
  "id" integer,
  "old_phone" varchar(30),
  "new_phone" text
);

-- save rows beside the ledger
insert into "mig_saved_phone_numbers_2_contacts_phone"
select "contacts"."id",
  "contacts"."phone" as "old_phone",
  case when mig_regexp_matches("contacts"."phone", '^(?:00[0-9]+)\z') then '+' || substr("contacts"."phone", 3) when mig_regexp_matches("contacts"."phone", '^(?:0[0-9]+)\z') then '+49' || substr("contacts"."phone", 2) when "contacts"."phone" = '' then null else "contacts"."phone" end as "new_phone"
from "contacts";

-- update contacts
update "contacts" set
  "phone" = case when mig_regexp_matches("contacts"."phone", '^(?:00[0-9]+)\z') then '+' || substr("contacts"."phone", 3) when mig_regexp_matches("contacts"."phone", '^(?:0[0-9]+)\z') then '+49' || substr("contacts"."phone", 2) when "contacts"."phone" = '' then null else "contacts"."phone" end;

-- must find no row, or D211 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "contacts"."id", "contacts"."phone"
from "contacts"
where ("contacts"."phone" is null or mig_regexp_matches("contacts"."phone", '^\+[1-9][0-9]{5,14}\z')) is not true
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of phone_numbers, mig_event gets the event 'reverted'
COMMIT;
