-- migration preferences, exact with saved data, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- must find no row, or D213 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "users"."id", "users"."preferences"
from "users"
where "users"."theme" is not null
  and jsonb_typeof("users"."preferences") not in ('object', 'null')
) as q
order by 1 nulls last
limit 5;

-- for saved rows
create schema if not exists "mig_saved";

-- save rows as mig_saved.preferences_1_users_preferences
create table "mig_saved"."preferences_1_users_preferences" as
select "users"."id",
  "users"."preferences" as "old_preferences",
  case when jsonb_typeof("users"."preferences") = 'object' then "users"."preferences" else jsonb_build_object() end || jsonb_build_object('theme', to_jsonb("users"."theme"::text)) as "new_preferences"
from "users"
where "users"."theme" is not null;

-- users: set preferences
update "users" set
  "preferences" = case when jsonb_typeof("users"."preferences") = 'object' then "users"."preferences" else jsonb_build_object() end || jsonb_build_object('theme', to_jsonb("users"."theme"::text))
where "users"."theme" is not null;

-- must find no row, or D213 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "users"."id", "users"."preferences"
from "users"
where jsonb_typeof("users"."preferences") not in ('object', 'null') or jsonb_typeof("users"."preferences" -> 'page') not in ('object', 'null')
) as q
order by 1 nulls last
limit 5;

-- save rows as mig_saved.preferences_2_users_preferences
create table "mig_saved"."preferences_2_users_preferences" as
select "users"."id",
  "users"."preferences" as "old_preferences",
  case when jsonb_typeof("users"."preferences") = 'object' then "users"."preferences" else jsonb_build_object() end || jsonb_build_object('page', case when jsonb_typeof("users"."preferences" -> 'page') = 'object' then "users"."preferences" -> 'page' else jsonb_build_object() end || jsonb_build_object('size', to_jsonb(trim_scale("users"."page_size"::numeric)))) as "new_preferences"
from "users";

-- users: set preferences
update "users" set
  "preferences" = case when jsonb_typeof("users"."preferences") = 'object' then "users"."preferences" else jsonb_build_object() end || jsonb_build_object('page', case when jsonb_typeof("users"."preferences" -> 'page') = 'object' then "users"."preferences" -> 'page' else jsonb_build_object() end || jsonb_build_object('size', to_jsonb(trim_scale("users"."page_size"::numeric))));

-- save rows as mig_saved.preferences_3_users_theme
create table "mig_saved"."preferences_3_users_theme" as
select "users"."id", "users"."theme", "users"."page_size" from "users";

-- users: drop column theme, page_size
alter table "users"
  drop column "theme",
  drop column "page_size";

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of preferences, mig.event gets the event 'reverted'
COMMIT;
