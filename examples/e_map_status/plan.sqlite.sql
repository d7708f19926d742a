-- migration user_status_vocabulary, exact with saved data, sqlite
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN IMMEDIATE;

-- kept as value 0
select count(*) as "n" from "users";

-- must find no row, or D201 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "users"."status", count(*) as "rows"
from "users"
where ("users"."status" in ('enabled', 'disabled', 'suspended', 'pending_activation') or "users"."status" is null) is not true
group by "users"."status"
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- save rows beside the ledger
create table "mig_saved_user_status_vocabulary_1_users_status" (
  "id" integer,
  "old_status" varchar(30),
  "new_status" varchar(30)
);

-- save rows beside the ledger
insert into "mig_saved_user_status_vocabulary_1_users_status"
select "users"."id",
  "users"."status" as "old_status",
  case when "users"."status" = 'enabled' then 'active' when "users"."status" in ('disabled', 'suspended') then 'inactive' when "users"."status" = 'pending_activation' then 'pending' when "users"."status" is null then 'inactive' end as "new_status"
from "users"
where "users"."status" in ('enabled', 'disabled', 'suspended', 'pending_activation') or "users"."status" is null;

-- update users
update "users" set
  "status" = case when "users"."status" = 'enabled' then 'active' when "users"."status" in ('disabled', 'suspended') then 'inactive' when "users"."status" = 'pending_activation' then 'pending' when "users"."status" is null then 'inactive' end
where "users"."status" in ('enabled', 'disabled', 'suspended', 'pending_activation') or "users"."status" is null;

-- must agree with value 0, or D211 and everything is rolled back
select count(*) as "n" from "users";

-- rebuild users: alter status set not null, add check users_status_known
create table "mig_new_users" (
  "id" integer primary key,
  "name" varchar(60) not null,
  "status" varchar(30) not null,
  constraint "users_status_known" check ("status" in ('active', 'inactive', 'pending'))
);

-- copy the rows of users
insert or abort into "mig_new_users" ("id", "name", "status")
select "id", "name", "status"
from "users";

-- the copy takes the place of users
drop table "users";

-- the copy takes the place of users
alter table "mig_new_users" rename to "users";

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of user_status_vocabulary, mig_event gets the event 'reverted'
COMMIT;
