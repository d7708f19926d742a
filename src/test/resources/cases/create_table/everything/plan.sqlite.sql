-- migration case, exact, sqlite
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN IMMEDIATE;

-- create order_lines
create table "order_lines" (
  "id" integer constraint "order_lines_pkey" primary key autoincrement,
  "order_id" integer not null,
  "place" integer not null default 1,
  "amount" numeric(10,2),
  "label" varchar(40) default 'none',
  "twice" numeric(11,2) generated always as (cast("amount" * 2 as numeric)) stored,
  "parent_id" bigint,
  "made" timestamptz not null default CURRENT_TIMESTAMP,
  constraint "order_lines_order_id_place_key" unique ("order_id", "place"),
  constraint "order_lines_order_id_fkey" foreign key ("order_id") references "orders" ("id") on delete cascade,
  constraint "order_lines_amount_check" check ("amount" > 0),
  constraint "order_lines_parent_id_fkey" foreign key ("parent_id") references "order_lines" ("id"),
  constraint "place_counts" check ("place" > 0)
);

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of case, mig_event gets the event 'reverted'
COMMIT;
