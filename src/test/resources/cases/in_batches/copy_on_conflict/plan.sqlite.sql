-- migration case, exact with saved data, sqlite
-- in batches: not one transaction; a run that stops goes on where it was
-- first in it: is the schema still as it was when this plan was made?

BEGIN IMMEDIATE;

-- keys of the rows that come in
create table "mig_saved_case_1_u_keys" (
  "id" integer,
  primary key ("id")
);

-- mig_attempt remembers that the run is this far
COMMIT;

-- insert into u; in batches along id of 2 rows; about 5 rows; keyset: other writers get their turn after each batch
-- again and again, until no key is left:
BEGIN IMMEDIATE;
-- keys of the rows that come in
create temp trigger mig_keys after insert on main."u" begin
  insert or ignore into "mig_saved_case_1_u_keys" values (new."id");
end;
-- insert into u
insert into "u" ("id", "a")
select * from (
select "t"."id", "t"."a" from "t" where "t"."id" > :after and "t"."id" <= :upto order by "t"."id"
) where true
on conflict ("id") do nothing;
-- they are recorded
drop trigger temp.mig_keys;
-- mig_range: the cursor stands at :upto now
COMMIT;
-- afterwards the proof is that every cursor has reached its end: what was copied before cannot be told from what came since

BEGIN IMMEDIATE;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of case, mig_event gets the event 'reverted'
COMMIT;
