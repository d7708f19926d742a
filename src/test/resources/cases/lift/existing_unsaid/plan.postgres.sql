-- migration case, none, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- must find no row, or D209 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "people"."id", "people"."data"
from "people"
where "people"."data" is not null and "people"."data" -> 'age' is null
) as q
order by 1 nulls last
limit 5;

-- must find no row, or D213 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "people"."id", "people"."data" ->> 'age' as "age"
from "people"
where ("people"."data" ->> 'age' is null or (case when ("people"."data" ->> 'age') ~ '^[ \t\n\r\f\v]*([+-]?[0-9]{1,30})[ \t\n\r\f\v]*$' then ("people"."data" ->> 'age')::numeric between -2147483648 and 2147483647 when ("people"."data" ->> 'age') is not null then false end) is true) is not true
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- people: set age
update "people" set
  "age" = ("people"."data" ->> 'age')::integer;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
