-- migration no_soft_delete, exact with saved data, sqlite
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN IMMEDIATE;

-- create deleted_users
create table "deleted_users" (
  "id" integer constraint "deleted_users_pkey" primary key,
  "email" varchar(80) not null,
  "deleted_at" timestamp not null
);

-- save rows beside the ledger
create table "mig_saved_no_soft_delete_1_count" (
  "n" bigint
);

-- save rows beside the ledger
insert into "mig_saved_no_soft_delete_1_count"
select (select count(*) as "n" from "users") + (select count(*) as "n" from "deleted_users") as "n";

-- keys of the rows that come in
create table "mig_saved_no_soft_delete_2_deleted_users_keys" (
  "id" integer,
  primary key ("id")
);

-- keys of the rows that come in
create temp trigger mig_keys after insert on main."deleted_users" begin
  insert or ignore into "mig_saved_no_soft_delete_2_deleted_users_keys" values (new."id");
end;

-- insert into deleted_users
insert into "deleted_users" ("id", "email", "deleted_at")
select "users"."id", "users"."email", "users"."deleted_at"
from "users"
where "users"."deleted_at" is not null
order by "users"."id";

-- they are recorded
drop trigger temp.mig_keys;

-- delete from users
delete from "users"
where "users"."deleted_at" is not null;

-- these two must agree, or D211 and everything is rolled back
select "mig_saved"."n" from "mig_saved_no_soft_delete_1_count" as "mig_saved";
select (select count(*) as "n" from "users") + (select count(*) as "n" from "deleted_users") as "n";

-- save rows beside the ledger
create table "mig_saved_no_soft_delete_3_users_deleted_at" (
  "id" integer,
  "deleted_at" timestamp
);

-- save rows beside the ledger
insert into "mig_saved_no_soft_delete_3_users_deleted_at"
select "users"."id", "users"."deleted_at" from "users";

-- rebuild users: drop column deleted_at, add unique users_email
create table "mig_new_users" (
  "id" integer primary key,
  "email" varchar(80) not null,
  constraint "users_email" unique ("email")
);

-- copy the rows of users
insert or abort into "mig_new_users" ("id", "email")
select "id", "email"
from "users";

-- the copy takes the place of users
drop table "users";

-- the copy takes the place of users
alter table "mig_new_users" rename to "users";

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of no_soft_delete, mig_event gets the event 'reverted'
COMMIT;
