-- migration normalise_addresses, exact with saved data, sqlite
-- in batches: not one transaction; a run that stops goes on where it was
-- first in it: is the schema still as it was when this plan was made?

BEGIN IMMEDIATE;

-- kept as value 0
select count(*) as "n" from "addresses";

-- add column fingerprint
alter table "addresses" add column "fingerprint" varchar(64);

-- must find no row, or D213 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "addresses"."id", "addresses"."name"
from "addresses"
where (length(mig_lower(trim("addresses"."name"))) <= 40) is not true
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- must find no row, or D213 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "addresses"."id", "addresses"."city"
from "addresses"
where (length(mig_lower(trim("addresses"."city"))) <= 40) is not true
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- save rows beside the ledger
create table "mig_saved_normalise_addresses_1_addresses_name_city" (
  "id" integer,
  "old_name" varchar(40),
  "new_name" text,
  "old_city" varchar(40),
  "new_city" text
);

-- mig_attempt remembers that the run is this far
COMMIT;

-- update addresses; in batches along id of 10 rows; about 48 rows; keyset: other writers get their turn after each batch
-- again and again, until no key is left:
BEGIN IMMEDIATE;
-- save rows beside the ledger
insert into "mig_saved_normalise_addresses_1_addresses_name_city"
select "addresses"."id",
  "addresses"."name" as "old_name",
  mig_lower(trim("addresses"."name")) as "new_name",
  "addresses"."city" as "old_city",
  mig_lower(trim("addresses"."city")) as "new_city"
from "addresses"
where "addresses"."id" > :after and "addresses"."id" <= :upto;
-- update addresses
update "addresses" set
  "name" = mig_lower(trim("addresses"."name")),
  "city" = mig_lower(trim("addresses"."city"))
where "addresses"."id" > :after and "addresses"."id" <= :upto;
-- mig_range: the cursor stands at :upto now
COMMIT;
-- afterwards the proof is that every cursor has reached its end: old values are saved once

BEGIN IMMEDIATE;

-- must find no row, or D213 and the run stops here: what is committed stays
select q.*, count(*) over () as mig_total from (
select "addresses"."id", "addresses"."name", "addresses"."city"
from "addresses"
where (length(mig_hash('SHA-256', "addresses"."name" || '|' || "addresses"."city")) <= 64) is not true
) as q
order by 1 nulls last, 2 nulls last, 3 nulls last
limit 5;

-- mig_attempt remembers that the run is this far
COMMIT;

-- update addresses; in batches along id of 10 rows; about 48 rows; keyset: other writers get their turn after each batch
-- again and again, until no key is left:
BEGIN IMMEDIATE;
-- update addresses
update "addresses" set
  "fingerprint" = mig_hash('SHA-256', "addresses"."name" || '|' || "addresses"."city")
where "addresses"."id" > :after and "addresses"."id" <= :upto;
-- mig_range: the cursor stands at :upto now
COMMIT;
-- afterwards a sweep of the whole table finds nothing left to do
select "addresses"."id"
from "addresses"
where "addresses"."fingerprint" is distinct from mig_hash('SHA-256', "addresses"."name" || '|' || "addresses"."city");
-- for what it finds: update addresses
update "addresses" set
  "fingerprint" = mig_hash('SHA-256', "addresses"."name" || '|' || "addresses"."city")
where "addresses"."fingerprint" is distinct from mig_hash('SHA-256', "addresses"."name" || '|' || "addresses"."city") and ("addresses"."id" > :after and "addresses"."id" <= :upto);

BEGIN IMMEDIATE;

-- must find no row, or D211 and the run stops here: what is committed stays
select q.*, count(*) over () as mig_total from (
select "addresses"."id", "addresses"."name", "addresses"."city"
from "addresses"
where "addresses"."name" <> mig_lower(trim("addresses"."name")) or "addresses"."city" <> mig_lower(trim("addresses"."city"))
) as q
order by 1 nulls last, 2 nulls last, 3 nulls last
limit 5;

-- must find no row, or D211 and the run stops here: what is committed stays
select q.*, count(*) over () as mig_total from (
select "addresses"."id", "addresses"."fingerprint", "addresses"."name", "addresses"."city"
from "addresses"
where "addresses"."fingerprint" is null or "addresses"."fingerprint" <> mig_hash('SHA-256', "addresses"."name" || '|' || "addresses"."city")
) as q
order by 1 nulls last, 2 nulls last, 3 nulls last, 4 nulls last
limit 5;

-- must agree with value 0, or D211 and the run stops here: what is committed stays
select count(*) as "n" from "addresses";

-- rebuild addresses: alter fingerprint set not null
create table "mig_new_addresses" (
  "id" integer primary key,
  "name" varchar(40) not null,
  "city" varchar(40) not null,
  "fingerprint" varchar(64) not null
);

-- copy the rows of addresses
insert or abort into "mig_new_addresses" ("id", "name", "city", "fingerprint")
select "id", "name", "city", "fingerprint"
from "addresses";

-- the copy takes the place of addresses
drop table "addresses";

-- the copy takes the place of addresses
alter table "mig_new_addresses" rename to "addresses";

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of normalise_addresses, mig_event gets the event 'reverted'
COMMIT;
