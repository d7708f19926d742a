-- migration no_soft_delete, exact with saved data, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- create table deleted_users
create table "deleted_users" (
  "id" integer not null,
  "email" varchar(80) not null,
  "deleted_at" timestamp not null,
  constraint "deleted_users_pkey" primary key ("id")
);

-- for saved rows
create schema if not exists "mig_saved";

-- save rows as mig_saved.no_soft_delete_1_count
create table "mig_saved"."no_soft_delete_1_count" as
select (select count(*) as "n" from "users") + (select count(*) as "n" from "deleted_users") as "n";

-- for the keys of new rows
create table "mig_saved"."no_soft_delete_2_deleted_users_keys" as select "id" from "deleted_users" with no data;

-- insert rows into deleted_users
with mig_new as (
insert into "deleted_users" ("id", "email", "deleted_at")
select "users"."id", "users"."email", "users"."deleted_at"
from "users"
where "users"."deleted_at" is not null
order by "users"."id"
returning "id", xmax = 0 as mig_inserted)
insert into "mig_saved"."no_soft_delete_2_deleted_users_keys" ("id")
select "id" from mig_new where mig_inserted;

-- delete rows of users
delete from "users"
where "users"."deleted_at" is not null;

-- these two must agree, or D211 and everything is rolled back
select "mig_saved"."n" from "mig_saved"."no_soft_delete_1_count" as "mig_saved";
select (select count(*) as "n" from "users") + (select count(*) as "n" from "deleted_users") as "n";

-- save rows as mig_saved.no_soft_delete_3_users_deleted_at
create table "mig_saved"."no_soft_delete_3_users_deleted_at" as
select "users"."id", "users"."deleted_at" from "users";

-- users: drop column deleted_at, add constraint users_email
alter table "users"
  drop column "deleted_at",
  add constraint "users_email" unique ("email");

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of no_soft_delete, mig.event gets the event 'reverted'
COMMIT;
