-- migration case, none, sqlite
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN IMMEDIATE;

-- update users
update "users" set
  "name" = 'x1'
where "users"."name" = 'y1';

-- update users
update "users" set
  "name" = 'x2'
where "users"."name" = 'y2';

-- update users
update "users" set
  "name" = 'x3'
where "users"."name" = 'y3';

-- update users
update "users" set
  "name" = 'x4'
where "users"."name" = 'y4';

-- update users
update "users" set
  "name" = 'x5'
where "users"."name" = 'y5';

-- update users
update "users" set
  "name" = 'x6'
where "users"."name" = 'y6';

-- update users
update "users" set
  "name" = 'x7'
where "users"."name" = 'y7';

-- update users
update "users" set
  "name" = 'x8'
where "users"."name" = 'y8';

-- update users
update "users" set
  "name" = 'x9'
where "users"."name" = 'y9';

-- update users
update "users" set
  "name" = 'x10'
where "users"."name" = 'y10';

-- update users
update "users" set
  "name" = 'x11'
where "users"."name" = 'y11';

-- update users
update "users" set
  "name" = 'x12'
where "users"."name" = 'y12';

-- update users
update "users" set
  "name" = 'x13'
where "users"."name" = 'y13';

-- update users
update "users" set
  "name" = 'x14'
where "users"."name" = 'y14';

-- update users
update "users" set
  "name" = 'x15'
where "users"."name" = 'y15';

-- update users
update "users" set
  "name" = 'x16'
where "users"."name" = 'y16';

-- update users
update "users" set
  "name" = 'x17'
where "users"."name" = 'y17';

-- update users
update "users" set
  "name" = 'x18'
where "users"."name" = 'y18';

-- update users
update "users" set
  "name" = 'x19'
where "users"."name" = 'y19';

-- update users
update "users" set
  "name" = 'x20'
where "users"."name" = 'y20';

-- update users
update "users" set
  "name" = 'x21'
where "users"."name" = 'y21';

-- update users
update "users" set
  "name" = 'x22'
where "users"."name" = 'y22';

-- update users
update "users" set
  "name" = 'x23'
where "users"."name" = 'y23';

-- update users
update "users" set
  "name" = 'x24'
where "users"."name" = 'y24';

-- update users
update "users" set
  "name" = 'x25'
where "users"."name" = 'y25';

-- update users
update "users" set
  "name" = 'x26'
where "users"."name" = 'y26';

-- update users
update "users" set
  "name" = 'x27'
where "users"."name" = 'y27';

-- update users
update "users" set
  "name" = 'x28'
where "users"."name" = 'y28';

-- update users
update "users" set
  "name" = 'x29'
where "users"."name" = 'y29';

-- update users
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
-- ledger: mig_migration loses the row of case, mig_event gets the event 'reverted'
COMMIT;
