-- migration case, exact with saved data, sqlite
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN IMMEDIATE;

-- keys of the rows that come in
create table "mig_saved_case_1_docs_keys" (
  "id" integer,
  primary key ("id")
);

-- keys of the rows that come in
create temp trigger mig_keys after insert on main."docs" begin
  insert or ignore into "mig_saved_case_1_docs_keys" values (new."id");
end;

-- insert into docs
insert into "docs" ("id", "owner", "slug", "place", "deleted")
select 5 as "id", 'ann' as "owner", 'a' as "slug", 7 as "place", true as "deleted"
union all
select 6 as "id", 'Bob' as "owner", 'x' as "slug", 2 as "place", false as "deleted";

-- they are recorded
drop trigger temp.mig_keys;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of case, mig_event gets the event 'reverted'
COMMIT;
