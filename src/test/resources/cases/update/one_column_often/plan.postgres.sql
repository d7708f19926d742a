-- migration case, none, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- users: set name
update "users" set
  "name" = 'x1'
where "users"."name" = 'y1';

-- users: set name
update "users" set
  "name" = 'x2'
where "users"."name" = 'y2';

-- users: set name
update "users" set
  "name" = 'x3'
where "users"."name" = 'y3';

-- users: set name
update "users" set
  "name" = 'x4'
where "users"."name" = 'y4';

-- users: set name
update "users" set
  "name" = 'x5'
where "users"."name" = 'y5';

-- users: set name
update "users" set
  "name" = 'x6'
where "users"."name" = 'y6';

-- users: set name
update "users" set
  "name" = 'x7'
where "users"."name" = 'y7';

-- users: set name
update "users" set
  "name" = 'x8'
where "users"."name" = 'y8';

-- users: set name
update "users" set
  "name" = 'x9'
where "users"."name" = 'y9';

-- users: set name
update "users" set
  "name" = 'x10'
where "users"."name" = 'y10';

-- users: set name
update "users" set
  "name" = 'x11'
where "users"."name" = 'y11';

-- users: set name
update "users" set
  "name" = 'x12'
where "users"."name" = 'y12';

-- users: set name
update "users" set
  "name" = 'x13'
where "users"."name" = 'y13';

-- users: set name
update "users" set
  "name" = 'x14'
where "users"."name" = 'y14';

-- users: set name
update "users" set
  "name" = 'x15'
where "users"."name" = 'y15';

-- users: set name
update "users" set
  "name" = 'x16'
where "users"."name" = 'y16';

-- users: set name
update "users" set
  "name" = 'x17'
where "users"."name" = 'y17';

-- users: set name
update "users" set
  "name" = 'x18'
where "users"."name" = 'y18';

-- users: set name
update "users" set
  "name" = 'x19'
where "users"."name" = 'y19';

-- users: set name
update "users" set
  "name" = 'x20'
where "users"."name" = 'y20';

-- users: set name
update "users" set
  "name" = 'x21'
where "users"."name" = 'y21';

-- users: set name
update "users" set
  "name" = 'x22'
where "users"."name" = 'y22';

-- users: set name
update "users" set
  "name" = 'x23'
where "users"."name" = 'y23';

-- users: set name
update "users" set
  "name" = 'x24'
where "users"."name" = 'y24';

-- users: set name
update "users" set
  "name" = 'x25'
where "users"."name" = 'y25';

-- users: set name
update "users" set
  "name" = 'x26'
where "users"."name" = 'y26';

-- users: set name
update "users" set
  "name" = 'x27'
where "users"."name" = 'y27';

-- users: set name
update "users" set
  "name" = 'x28'
where "users"."name" = 'y28';

-- users: set name
update "users" set
  "name" = 'x29'
where "users"."name" = 'y29';

-- users: set name
update "users" set
  "name" = 'x30'
where "users"."name" = 'y30';

-- must find no row, or D211 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "users"."id", "users"."name" from "users" where "users"."name" = 'y3'
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
