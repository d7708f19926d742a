-- migration split_full_name, exact with saved data, sqlite
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN IMMEDIATE;

-- kept as value 0
select count(*) as "n" from "users";

-- add column first_name
alter table "users" add column "first_name" varchar(50);

-- add column last_name
alter table "users" add column "last_name" varchar(50);

-- must find no row, or D204 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "users"."id", "users"."full_name"
from "users"
where octet_length(substr("users"."full_name", 1)) <> octet_length("users"."full_name")
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- must find no row, or D213 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "users"."id", "users"."full_name"
from "users"
where (length(case when instr("users"."full_name", ' ') > 0 then mig_split_part("users"."full_name", ' ', 1) else "users"."full_name" end) <= 50) is not true
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- must find no row, or D213 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "users"."id", "users"."full_name"
from "users"
where (length(case when instr("users"."full_name", ' ') > 0 then substr("users"."full_name", max(instr("users"."full_name", ' ') + 1, 1)) else '' end) <= 50) is not true
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- update users
update "users" set
  "first_name" = case when instr("users"."full_name", ' ') > 0 then mig_split_part("users"."full_name", ' ', 1) else "users"."full_name" end,
  "last_name" = case when instr("users"."full_name", ' ') > 0 then substr("users"."full_name", max(instr("users"."full_name", ' ') + 1, 1)) else '' end;

-- must find no row, or D211 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "users"."id", "users"."first_name" from "users" where trim("users"."first_name") = ''
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- save rows beside the ledger
create table "mig_saved_split_full_name_1_users_full_name" (
  "id" integer,
  "full_name" varchar(100)
);

-- save rows beside the ledger
insert into "mig_saved_split_full_name_1_users_full_name"
select "users"."id", "users"."full_name" from "users";

-- rebuild users: alter first_name set not null, alter last_name set not null, drop column full_name
create table "mig_new_users" (
  "id" integer primary key,
  "email" varchar(120) not null,
  "first_name" varchar(50) not null,
  "last_name" varchar(50) not null,
  unique ("email")
);

-- copy the rows of users
insert or abort into "mig_new_users" ("id", "email", "first_name", "last_name")
select "id", "email", "first_name", "last_name"
from "users";

-- the copy takes the place of users
drop table "users";

-- the copy takes the place of users
alter table "mig_new_users" rename to "users";

-- must agree with value 0, or D211 and everything is rolled back
select count(*) as "n" from "users";

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of split_full_name, mig_event gets the event 'reverted'
COMMIT;
