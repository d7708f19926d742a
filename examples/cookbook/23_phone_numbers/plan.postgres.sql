-- migration phone_numbers, exact with saved data, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- must find no row, or D213 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "contacts"."id", "contacts"."phone"
from "contacts"
where (regexp_replace("contacts"."phone", E'[^0-9\\+]', '', 'g') is null or (length(regexp_replace("contacts"."phone", E'[^0-9\\+]', '', 'g')) <= 30) is true) is not true
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- for saved rows
create schema if not exists "mig_saved";

-- save rows as mig_saved.phone_numbers_1_contacts_phone
create table "mig_saved"."phone_numbers_1_contacts_phone" as
select "contacts"."id",
  "contacts"."phone" as "old_phone",
  regexp_replace("contacts"."phone", E'[^0-9\\+]', '', 'g') as "new_phone"
from "contacts";

-- contacts: set phone
update "contacts" set
  "phone" = regexp_replace("contacts"."phone", E'[^0-9\\+]', '', 'g');

-- must find no row, or D213 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "contacts"."id", "contacts"."phone"
from "contacts"
where (case when "contacts"."phone" ~ '^(?:00[0-9]+)$' then '+' || substr("contacts"."phone", 3) when "contacts"."phone" ~ '^(?:0[0-9]+)$' then '+49' || substr("contacts"."phone", 2) when "contacts"."phone" = '' then null else "contacts"."phone" end is null or (length(case when "contacts"."phone" ~ '^(?:00[0-9]+)$' then '+' || substr("contacts"."phone", 3) when "contacts"."phone" ~ '^(?:0[0-9]+)$' then '+49' || substr("contacts"."phone", 2) when "contacts"."phone" = '' then null else "contacts"."phone" end) <= 30) is true) is not true
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- save rows as mig_saved.phone_numbers_2_contacts_phone
create table "mig_saved"."phone_numbers_2_contacts_phone" as
select "contacts"."id",
  "contacts"."phone" as "old_phone",
  case when "contacts"."phone" ~ '^(?:00[0-9]+)$' then '+' || substr("contacts"."phone", 3) when "contacts"."phone" ~ '^(?:0[0-9]+)$' then '+49' || substr("contacts"."phone", 2) when "contacts"."phone" = '' then null else "contacts"."phone" end as "new_phone"
from "contacts";

-- contacts: set phone
update "contacts" set
  "phone" = case when "contacts"."phone" ~ '^(?:00[0-9]+)$' then '+' || substr("contacts"."phone", 3) when "contacts"."phone" ~ '^(?:0[0-9]+)$' then '+49' || substr("contacts"."phone", 2) when "contacts"."phone" = '' then null else "contacts"."phone" end;

-- must find no row, or D211 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "contacts"."id", "contacts"."phone"
from "contacts"
where ("contacts"."phone" is null or ("contacts"."phone" ~ E'^\\+[1-9][0-9]{5,14}$')) is not true
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of phone_numbers, mig.event gets the event 'reverted'
COMMIT;
