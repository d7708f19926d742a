-- migration case, none, sqlite
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN IMMEDIATE;

-- must find no row, or D213 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "items"."id", "items"."label"
from "items"
where (trim("items"."label") is null or (length(trim("items"."label")) <= 12) is true) is not true
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- update items
update "items" set
  "label" = trim("items"."label");

-- update items
update "items" set
  "note" = "items"."label" || '!'
where "items"."stock" > 0;

-- these two should agree, or D216 is told
select exists (select 1 as "one" from "items" where "items"."state" is null and "items"."note" is not null) or not exists (select 1 as "one" from "items") as "fillable";
select true as "fillable";

-- update items
update "items" set
  "state" = "items"."note"
where "items"."state" is null and "items"."note" is not null;

-- must find no row, or L304 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "items"."id", "items"."state" from "items" where "items"."state" = 'fresh'
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- update items
update "items" set
  "state" = case when "items"."state" = 'new' then 'fresh' end
where "items"."state" = 'new';

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of case, mig_event gets the event 'reverted'
COMMIT;
