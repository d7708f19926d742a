-- migration case, exact with saved data, sqlite
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN IMMEDIATE;

-- keys of the rows that come in
create table "mig_saved_case_1_items_keys" (
  "id" integer,
  primary key ("id")
);

-- keys of the rows that come in
create temp trigger mig_keys after insert on main."items" begin
  insert or ignore into "mig_saved_case_1_items_keys" values (new."id");
end;

-- insert into items
insert into "items" ("id", "title", "price", "sale")
select 4 as "id", 'Cup' as "title", 3 as "price", 3 as "sale"
union all
select 5 as "id", 'Can' as "title", 0 as "price", null as "sale";

-- they are recorded
drop trigger temp.mig_keys;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of case, mig_event gets the event 'reverted'
COMMIT;
