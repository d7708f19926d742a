-- migration case, exact with saved data, sqlite
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN IMMEDIATE;

-- save rows beside the ledger
create table "mig_saved_case_1_users_name" (
  "id" integer,
  "old_name" text,
  "new_name" text
);

-- save rows beside the ledger
insert into "mig_saved_case_1_users_name"
select "users"."id", "users"."name" as "old_name", 'it''s ' || "users"."name" as "new_name"
from "users"
where "users"."id" >= 1 + 1;

-- update users
update "users" set
  "name" = 'it''s ' || "users"."name"
where "users"."id" >= 1 + 1;

-- keys of the rows that come in
create table "mig_saved_case_2_events_a_keys" (
  "id" integer,
  primary key ("id")
);

-- keys of the rows that come in
create temp trigger mig_keys after insert on main."events_a" begin
  insert or ignore into "mig_saved_case_2_events_a_keys" values (new."id");
end;

-- insert into events_a
insert into "events_a" ("id", "at")
select 1 as "id", '2025-01-01' as "at";

-- they are recorded
drop trigger temp.mig_keys;

-- add column since
alter table "users" add column "since" date not null default '2025-01-01';

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of case, mig_event gets the event 'reverted'
COMMIT;
