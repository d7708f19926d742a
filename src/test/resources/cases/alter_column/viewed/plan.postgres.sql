-- migration case, exact, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- view large: taken down
drop view "large";

-- view amounts: taken down
drop view "amounts";

-- orders: alter column amount
alter table "orders" alter column "amount" type bigint;

-- view notes: taken down
drop view "notes";

-- orders: alter column note
alter table "orders" alter column "note" type varchar(40);

-- view amounts: made again
create view "amounts" ("id", "amount") as
SELECT id,
    amount
   FROM orders
  WHERE (amount > 1);

-- view large: made again
create view "large" ("id", "note") as
SELECT a.id,
    n.note
   FROM (amounts a
     JOIN orders n ON ((n.id = a.id)))
  WHERE (a.amount > 5);

-- view notes: made again
create view "notes" ("note") as
SELECT note
   FROM orders;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
