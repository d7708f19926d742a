-- migration preferences, exact with saved data, sqlite
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN IMMEDIATE;

-- must find no row, or D205 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "users"."id", "users"."preferences"
from "users"
where not mig_fits('jsonb', "users"."preferences")
) as q
order by 1 nulls last
limit 5;

-- must find no row, or D213 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "users"."id", "users"."preferences"
from "users"
where "users"."theme" is not null
  and mig_json_type("users"."preferences") not in ('object', 'null')
) as q
order by 1 nulls last
limit 5;

-- save rows beside the ledger
create table "mig_saved_preferences_1_users_preferences" (
  "id" integer,
  "old_preferences" jsonb,
  "new_preferences" jsonb
);

-- save rows beside the ledger
insert into "mig_saved_preferences_1_users_preferences"
select "users"."id",
  "users"."preferences" as "old_preferences",
  mig_json_set(case when mig_json_type("users"."preferences") = 'object' then "users"."preferences" else '{}' end, 'theme', mig_json_of_text("users"."theme")) as "new_preferences"
from "users"
where "users"."theme" is not null;

-- update users
update "users" set
  "preferences" = mig_json_set(case when mig_json_type("users"."preferences") = 'object' then "users"."preferences" else '{}' end, 'theme', mig_json_of_text("users"."theme"))
where "users"."theme" is not null;

-- must find no row, or D205 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "users"."id", "users"."preferences"
from "users"
where not mig_fits('jsonb', "users"."preferences")
) as q
order by 1 nulls last
limit 5;

-- must find no row, or D213 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "users"."id", "users"."preferences"
from "users"
where mig_json_type("users"."preferences") not in ('object', 'null') or mig_json_type(mig_json_at("users"."preferences", 'page')) not in ('object', 'null')
) as q
order by 1 nulls last
limit 5;

-- save rows beside the ledger
create table "mig_saved_preferences_2_users_preferences" (
  "id" integer,
  "old_preferences" jsonb,
  "new_preferences" jsonb
);

-- save rows beside the ledger
insert into "mig_saved_preferences_2_users_preferences"
select "users"."id",
  "users"."preferences" as "old_preferences",
  mig_json_set(case when mig_json_type("users"."preferences") = 'object' then "users"."preferences" else '{}' end, 'page', mig_json_set(case when mig_json_type(mig_json_at("users"."preferences", 'page')) = 'object' then mig_json_at("users"."preferences", 'page') else '{}' end, 'size', mig_json_of_number("users"."page_size"))) as "new_preferences"
from "users";

-- update users
update "users" set
  "preferences" = mig_json_set(case when mig_json_type("users"."preferences") = 'object' then "users"."preferences" else '{}' end, 'page', mig_json_set(case when mig_json_type(mig_json_at("users"."preferences", 'page')) = 'object' then mig_json_at("users"."preferences", 'page') else '{}' end, 'size', mig_json_of_number("users"."page_size")));

-- save rows beside the ledger
create table "mig_saved_preferences_3_users_theme" (
  "id" integer,
  "theme" varchar(10),
  "page_size" integer
);

-- save rows beside the ledger
insert into "mig_saved_preferences_3_users_theme"
select "users"."id", "users"."theme", "users"."page_size" from "users";

-- drop column theme, page_size
alter table "users" drop column "theme";

-- drop column theme, page_size
alter table "users" drop column "page_size";

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of preferences, mig_event gets the event 'reverted'
COMMIT;
