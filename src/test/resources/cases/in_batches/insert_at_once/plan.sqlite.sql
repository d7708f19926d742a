-- migration case, none, sqlite
-- in batches: not one transaction; a run that stops goes on where it was
-- first in it: is the schema still as it was when this plan was made?

BEGIN IMMEDIATE;

-- keys of the rows that come in
create table "mig_saved_case_1_t_keys" (
  "id" integer,
  primary key ("id")
);

-- keys of the rows that come in
create temp trigger mig_keys after insert on main."t" begin
  insert or ignore into "mig_saved_case_1_t_keys" values (new."id");
end;

-- insert into t
insert into "t" ("id", "a", "n")
select 6 as "id", 'new' as "a", 60 as "n";

-- they are recorded
drop trigger temp.mig_keys;

-- mig_attempt remembers that the run is this far
COMMIT;

BEGIN IMMEDIATE;

-- these two should agree, or D216 is told
select exists (select 1 as "one" from "t" where "t"."a" is null) or not exists (select 1 as "one" from "t") as "fillable";
select true as "fillable";

-- mig_attempt remembers that the run is this far
COMMIT;

-- update t; in batches along id of 2 rows; about 5 rows; keyset: other writers get their turn after each batch
-- again and again, until no key is left:
BEGIN IMMEDIATE;
-- update t
update "t" set
  "a" = 'none'
where "t"."a" is null and ("t"."id" > :after and "t"."id" <= :upto);
-- mig_range: the cursor stands at :upto now
COMMIT;
-- afterwards a sweep of the whole table finds nothing left to do
select "t"."id" from "t" where "t"."a" is null and "t"."a" is distinct from 'none';
-- for what it finds: update t
update "t" set
  "a" = 'none'
where "t"."a" is null and "t"."a" is distinct from 'none' and ("t"."id" > :after and "t"."id" <= :upto);

BEGIN IMMEDIATE;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of case, mig_event gets the event 'reverted'
COMMIT;
