-- migration case, none, sqlite
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN IMMEDIATE;

-- rebuild things: alter t_bool type boolean
create table "mig_new_things" (
  "id" integer primary key,
  "t_int" text,
  "t_num" text,
  "t_date" text,
  "t_ts" text,
  "t_tz" text,
  "t_bool" boolean,
  "t_uuid" text,
  "t_json" text,
  "ts" timestamp,
  "tz" timestamptz,
  "d" date,
  "n_bool" integer,
  "b" boolean,
  "big" bigint,
  "dbl" double precision,
  "num" numeric(10,3),
  "v" varchar(20),
  "u" uuid
);

-- copy the rows of things
insert or abort into "mig_new_things" ("id", "t_int", "t_num", "t_date", "t_ts", "t_tz", "t_bool", "t_uuid", "t_json", "ts", "tz", "d", "n_bool", "b", "big", "dbl", "num", "v", "u")
select "id", "t_int", "t_num", "t_date", "t_ts", "t_tz", mig_cast_boolean("things"."t_bool"), "t_uuid", "t_json", "ts", "tz", "d", "n_bool", "b", "big", "dbl", "num", "v", "u"
from "things";

-- the copy takes the place of things
drop table "things";

-- the copy takes the place of things
alter table "mig_new_things" rename to "things";

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of case, mig_event gets the event 'reverted'
COMMIT;
