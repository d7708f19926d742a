-- migration case, exact, sqlite
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN IMMEDIATE;

-- step aside while orders is rebuilt
drop view "amounts";

-- step aside while orders is rebuilt
drop view "large";

-- step aside while orders is rebuilt
drop view "notes";

-- rebuild orders: alter amount type bigint, alter note type varchar(40)
create table "mig_new_orders" (
  "id" integer primary key,
  "amount" bigint not null,
  "note" varchar(40)
);

-- copy the rows of orders
insert or abort into "mig_new_orders" ("id", "amount", "note")
select "id", "amount", "note"
from "orders";

-- the copy takes the place of orders
drop table "orders";

-- the copy takes the place of orders
alter table "mig_new_orders" rename to "orders";

-- put back as it was
CREATE VIEW amounts as select id, amount from orders where amount > 1;

-- put back as it was
CREATE VIEW large as select a.id, n.note from amounts a join orders n on n.id = a.id where a.amount > 5;

-- put back as it was
CREATE VIEW notes as select note from orders;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of case, mig_event gets the event 'reverted'
COMMIT;
