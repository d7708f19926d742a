-- migration case, exact, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- users: add column box, add column host
alter table "users"
  add column "box" text,
  add column "host" text;

-- must find no row, or D204 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "users"."id", "users"."email"
from "users"
where not ("users"."email" ~ E'^(?:([^\\@]+)\\@([a-z]+)\\.org)$')
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- users: set box, host
update "users" set
  "box" = (regexp_match("users"."email", E'(^(?:([^\\@]+)\\@([a-z]+)\\.org)$)'))[1 + 1],
  "host" = (regexp_match("users"."email", E'(^(?:([^\\@]+)\\@([a-z]+)\\.org)$)'))[2 + 1];

-- must find no row, or D240 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "users"."id",
  "users"."email",
  '' || "users"."box" || '@' || "users"."host" || '.org' as "back"
from "users"
where "users"."email" is distinct from '' || "users"."box" || '@' || "users"."host" || '.org'
) as q
order by 1 nulls last, 2 nulls last, 3 nulls last
limit 5;

-- users: alter column box
alter table "users" alter column "box" set not null;

-- must find no row, or D240 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "users"."id",
  "users"."email",
  '' || "users"."box" || '@' || "users"."host" || '.org' as "back"
from "users"
where "users"."email" is distinct from '' || "users"."box" || '@' || "users"."host" || '.org'
) as q
order by 1 nulls last, 2 nulls last, 3 nulls last
limit 5;

-- users: drop column email
alter table "users" drop column "email";

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
