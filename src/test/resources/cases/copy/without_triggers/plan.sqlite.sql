-- migration case, exact with saved data, sqlite
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN IMMEDIATE;

-- rename users to members
alter table "users" rename to "members";

-- members: trigger noted must not fire
drop trigger "noted";

-- keys of the rows that come in
create table "mig_saved_case_1_members_keys" (
  "id" integer,
  primary key ("id")
);

-- keys of the rows that come in
create temp trigger mig_keys after insert on main."members" begin
  insert or ignore into "mig_saved_case_1_members_keys" values (new."id");
end;

-- insert into members
insert into "members" ("id", "name")
select "old_users"."id", "old_users"."name" from "old_users" order by "old_users"."id";

-- they are recorded
drop trigger temp.mig_keys;

-- members: trigger noted fires again as before
CREATE TRIGGER noted after insert on "members" begin insert into audit values (new.id); end;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of case, mig_event gets the event 'reverted'
COMMIT;
