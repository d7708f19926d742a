-- migration case, none, postgres
-- in batches: not one transaction; a run that stops goes on where it was
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- mig.attempt remembers that the run is this far
COMMIT;

-- t: set n; in batches along id of 2 rows; about 81 rows; keyset: the script says rewrite, but a view reads n
-- again and again, until no key is left:
BEGIN;
-- t: set n
update "t" set
  "n" = "t"."n" + 1
where "t"."id" > :after and "t"."id" <= :upto;
-- mig.range: the cursor stands at :upto now
COMMIT;
-- afterwards the proof is that every cursor has reached its end: its values are made of the columns that they replace

-- t: set a; in batches along id of 2 rows; about 81 rows; keyset: the script says rewrite, but only values made of the row itself can be written so
-- again and again, until no key is left:
BEGIN;
-- t: set a
update "t" set
  "a" = coalesce((select "u"."a" as "value" from "u" where "u"."id" = "t"."id"), 'none')
where "t"."id" > :after and "t"."id" <= :upto;
-- mig.range: the cursor stands at :upto now
COMMIT;
-- afterwards a sweep of the whole table finds nothing left to do
select "t"."id"
from "t"
where "t"."a" is distinct from coalesce((select "u"."a" as "value" from "u" where "u"."id" = "t"."id"), 'none');
-- for what it finds: t: set a
update "t" set
  "a" = coalesce((select "u"."a" as "value" from "u" where "u"."id" = "t"."id"), 'none')
where "t"."a" is distinct from coalesce((select "u"."a" as "value" from "u" where "u"."id" = "t"."id"), 'none') and ("t"."id" > :after and "t"."id" <= :upto);

BEGIN;

-- for saved rows
create schema if not exists "mig_saved";

-- save rows as mig_saved.case_1_t_a
create table "mig_saved"."case_1_t_a" as
select "t"."id", "t"."a" as "old_a", upper("t"."a") as "new_a" from "t" where false
with no data;

-- mig.attempt remembers that the run is this far
COMMIT;

-- t: set a; in batches along id of 2 rows; about 81 rows; keyset: the script says rewrite, but only values made of the row itself can be written so
-- again and again, until no key is left:
BEGIN;
-- save rows as mig_saved.case_1_t_a
insert into "mig_saved"."case_1_t_a"
select "t"."id", "t"."a" as "old_a", upper("t"."a") as "new_a" from "t" where "t"."id" > :after and "t"."id" <= :upto;
-- t: set a
update "t" set
  "a" = upper("t"."a")
where "t"."id" > :after and "t"."id" <= :upto;
-- mig.range: the cursor stands at :upto now
COMMIT;
-- afterwards the proof is that every cursor has reached its end: old values are saved once

BEGIN;

-- for the function of a trigger
create schema if not exists "mig";

-- u: rows that are written meanwhile are treated alike
create function "mig"."zz_mig_sync_case_1"() returns trigger
language plpgsql
set search_path from current
set timezone from current
set datestyle from current
set intervalstyle from current
as $mig$
begin
  "new"."a" := 'z';
  return "new";
end
$mig$;

-- u: rows that are written meanwhile are treated alike
create trigger "zz_mig_sync_case_1"
before insert or update on "u"
for each row when ("new"."a" is distinct from 'z')
execute function "mig"."zz_mig_sync_case_1"();

-- mig.attempt remembers that the run is this far
COMMIT;

-- u: set a; in batches along id of 2 rows; about 81 rows; keyset: the script says rewrite, but rows written meanwhile are kept in sync
-- again and again, until no key is left:
BEGIN;
-- u: set a
update "u" set
  "a" = 'z'
where "u"."id" > :after and "u"."id" <= :upto;
-- mig.range: the cursor stands at :upto now
COMMIT;
-- afterwards a sweep of the whole table finds nothing left to do
select "u"."id" from "u" where "u"."a" is distinct from 'z';
-- for what it finds: u: set a
update "u" set
  "a" = 'z'
where "u"."a" is distinct from 'z' and ("u"."id" > :after and "u"."id" <= :upto);

BEGIN;

-- u: all rows are done
drop trigger "zz_mig_sync_case_1" on "u";

-- u: all rows are done
drop function "mig"."zz_mig_sync_case_1"();

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
