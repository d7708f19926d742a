-- migration normalise_addresses, exact with saved data, postgres
-- in batches: not one transaction; a run that stops goes on where it was
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- kept as value 0
select count(*) as "n" from "addresses";

-- addresses: add column fingerprint
alter table "addresses" add column "fingerprint" varchar(64);

-- must find no row, or D213 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "addresses"."id", "addresses"."name"
from "addresses"
where (length(lower(btrim("addresses"."name"))) <= 40) is not true
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- must find no row, or D213 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "addresses"."id", "addresses"."city"
from "addresses"
where (length(lower(btrim("addresses"."city"))) <= 40) is not true
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- for saved rows
create schema if not exists "mig_saved";

-- save rows as mig_saved.normalise_addresses_1_addresses_name_city
create table "mig_saved"."normalise_addresses_1_addresses_name_city" as
select "addresses"."id",
  "addresses"."name" as "old_name",
  lower(btrim("addresses"."name")) as "new_name",
  "addresses"."city" as "old_city",
  lower(btrim("addresses"."city")) as "new_city"
from "addresses"
where false
with no data;

-- mig.attempt remembers that the run is this far
COMMIT;

-- addresses: set name, city; in batches along id of 10 rows; about 81 rows; keyset: without further indexes stripes gain nothing
-- again and again, until no key is left:
BEGIN;
-- save rows as mig_saved.normalise_addresses_1_addresses_name_city
insert into "mig_saved"."normalise_addresses_1_addresses_name_city"
select "addresses"."id",
  "addresses"."name" as "old_name",
  lower(btrim("addresses"."name")) as "new_name",
  "addresses"."city" as "old_city",
  lower(btrim("addresses"."city")) as "new_city"
from "addresses"
where "addresses"."id" > :after and "addresses"."id" <= :upto;
-- addresses: set name, city
update "addresses" set
  "name" = lower(btrim("addresses"."name")),
  "city" = lower(btrim("addresses"."city"))
where "addresses"."id" > :after and "addresses"."id" <= :upto;
-- mig.range: the cursor stands at :upto now
COMMIT;
-- afterwards the proof is that every cursor has reached its end: old values are saved once

BEGIN;

-- must find no row, or D213 and the run stops here: what is committed stays
select q.*, count(*) over () as mig_total from (
select "addresses"."id", "addresses"."name", "addresses"."city"
from "addresses"
where (length(encode(sha256(convert_to("addresses"."name" || '|' || "addresses"."city", 'UTF8')), 'hex')) <= 64) is not true
) as q
order by 1 nulls last, 2 nulls last, 3 nulls last
limit 5;

-- mig.attempt remembers that the run is this far
COMMIT;

-- addresses: set fingerprint; in batches along id of 10 rows; about 81 rows; keyset: without further indexes stripes gain nothing
-- again and again, until no key is left:
BEGIN;
-- addresses: set fingerprint
update "addresses" set
  "fingerprint" = encode(sha256(convert_to("addresses"."name" || '|' || "addresses"."city", 'UTF8')), 'hex')
where "addresses"."id" > :after and "addresses"."id" <= :upto;
-- mig.range: the cursor stands at :upto now
COMMIT;
-- afterwards a sweep of the whole table finds nothing left to do
select "addresses"."id"
from "addresses"
where "addresses"."fingerprint" is distinct from encode(sha256(convert_to("addresses"."name" || '|' || "addresses"."city", 'UTF8')), 'hex');
-- for what it finds: addresses: set fingerprint
update "addresses" set
  "fingerprint" = encode(sha256(convert_to("addresses"."name" || '|' || "addresses"."city", 'UTF8')), 'hex')
where "addresses"."fingerprint" is distinct from encode(sha256(convert_to("addresses"."name" || '|' || "addresses"."city", 'UTF8')), 'hex') and ("addresses"."id" > :after and "addresses"."id" <= :upto);

BEGIN;

-- must find no row, or D211 and the run stops here: what is committed stays
select q.*, count(*) over () as mig_total from (
select "addresses"."id", "addresses"."name", "addresses"."city"
from "addresses"
where "addresses"."name" <> lower(btrim("addresses"."name")) or "addresses"."city" <> lower(btrim("addresses"."city"))
) as q
order by 1 nulls last, 2 nulls last, 3 nulls last
limit 5;

-- must find no row, or D211 and the run stops here: what is committed stays
select q.*, count(*) over () as mig_total from (
select "addresses"."id", "addresses"."fingerprint", "addresses"."name", "addresses"."city"
from "addresses"
where "addresses"."fingerprint" is null or "addresses"."fingerprint" <> encode(sha256(convert_to("addresses"."name" || '|' || "addresses"."city", 'UTF8')), 'hex')
) as q
order by 1 nulls last, 2 nulls last, 3 nulls last, 4 nulls last
limit 5;

-- addresses: alter column fingerprint
alter table "addresses" alter column "fingerprint" set not null;

-- must agree with value 0, or D211 and the run stops here: what is committed stays
select count(*) as "n" from "addresses";

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of normalise_addresses, mig.event gets the event 'reverted'
COMMIT;
