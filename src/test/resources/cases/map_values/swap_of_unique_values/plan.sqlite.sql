-- migration case, exact, sqlite
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN IMMEDIATE;

-- must find no row, or D201 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "entries"."label", count(*) as "rows"
from "entries"
where ("entries"."label" in ('a', 'b', 'c') or "entries"."label" is null) is not true
group by "entries"."label"
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- drop index entries_label
drop index "entries_label";

-- update entries
update "entries" set
  "label" = case when "entries"."label" = 'a' then 'b' when "entries"."label" = 'b' then 'a' when "entries"."label" = 'c' then 'c' when "entries"."label" is null then 'd' end
where "entries"."label" in ('a', 'b') or "entries"."label" is null;

-- add index entries_label
CREATE UNIQUE INDEX entries_label on entries (label);

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of case, mig_event gets the event 'reverted'
COMMIT;
