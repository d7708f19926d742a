-- migration case, none, sqlite
-- in batches: not one transaction; a run that stops goes on where it was
-- first in it: is the schema still as it was when this plan was made?

BEGIN IMMEDIATE;

-- mig_attempt remembers that the run is this far
COMMIT;

-- update t; in batches along id of 2 rows; about 3 rows; keyset: SQLite has nothing to gain from another
-- again and again, until no key is left:
BEGIN IMMEDIATE;
-- update t
update "t" set
  "n" = "t"."n" + 1
where "t"."id" > :after and "t"."id" <= :upto;
-- mig_range: the cursor stands at :upto now
COMMIT;
-- afterwards the proof is that every cursor has reached its end: its values are made of the columns that they replace

-- update t; in batches along id of 2 rows; about 3 rows; keyset: SQLite has nothing to gain from another
-- again and again, until no key is left:
BEGIN IMMEDIATE;
-- update t
update "t" set
  "a" = coalesce((select "u"."a" as "value" from "u" where "u"."id" = "t"."id"), 'none')
where "t"."id" > :after and "t"."id" <= :upto;
-- mig_range: the cursor stands at :upto now
COMMIT;
-- afterwards a sweep of the whole table finds nothing left to do
select "t"."id"
from "t"
where "t"."a" is distinct from coalesce((select "u"."a" as "value" from "u" where "u"."id" = "t"."id"), 'none');
-- for what it finds: update t
update "t" set
  "a" = coalesce((select "u"."a" as "value" from "u" where "u"."id" = "t"."id"), 'none')
where "t"."a" is distinct from coalesce((select "u"."a" as "value" from "u" where "u"."id" = "t"."id"), 'none') and ("t"."id" > :after and "t"."id" <= :upto);

BEGIN IMMEDIATE;

-- save rows beside the ledger
create table "mig_saved_case_1_t_a" (
  "id" integer,
  "old_a" text,
  "new_a" text
);

-- mig_attempt remembers that the run is this far
COMMIT;

-- update t; in batches along id of 2 rows; about 3 rows; keyset: SQLite has nothing to gain from another
-- again and again, until no key is left:
BEGIN IMMEDIATE;
-- save rows beside the ledger
insert into "mig_saved_case_1_t_a"
select "t"."id", "t"."a" as "old_a", mig_upper("t"."a") as "new_a" from "t" where "t"."id" > :after and "t"."id" <= :upto;
-- update t
update "t" set
  "a" = mig_upper("t"."a")
where "t"."id" > :after and "t"."id" <= :upto;
-- mig_range: the cursor stands at :upto now
COMMIT;
-- afterwards the proof is that every cursor has reached its end: old values are saved once

BEGIN IMMEDIATE;

-- keep rows in sync
create trigger "mig_sync_case_1_insert"
after insert on "u"
when ("new"."a" is not 'z')
begin
  update "u" set
    "a" = 'z'
  where "u"."id" = "new"."id" and ("u"."a" is not 'z');
end;

-- keep rows in sync
create trigger "mig_sync_case_1_update"
after update of "a" on "u"
when ("new"."a" is not 'z')
begin
  update "u" set
    "a" = 'z'
  where "u"."id" = "new"."id" and ("u"."a" is not 'z');
end;

-- mig_attempt remembers that the run is this far
COMMIT;

-- update u; in batches along id of 2 rows; about 3 rows; keyset: SQLite has nothing to gain from another
-- again and again, until no key is left:
BEGIN IMMEDIATE;
-- update u
update "u" set
  "a" = 'z'
where "u"."id" > :after and "u"."id" <= :upto;
-- mig_range: the cursor stands at :upto now
COMMIT;
-- afterwards a sweep of the whole table finds nothing left to do
select "u"."id" from "u" where "u"."a" is distinct from 'z';
-- for what it finds: update u
update "u" set
  "a" = 'z'
where "u"."a" is distinct from 'z' and ("u"."id" > :after and "u"."id" <= :upto);

BEGIN IMMEDIATE;

-- rows are no longer kept in sync
drop trigger "mig_sync_case_1_insert";

-- rows are no longer kept in sync
drop trigger "mig_sync_case_1_update";

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of case, mig_event gets the event 'reverted'
COMMIT;
