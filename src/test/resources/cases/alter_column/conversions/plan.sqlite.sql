-- migration case, exact with saved data, sqlite
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN IMMEDIATE;

-- save rows beside the ledger
create table "mig_saved_case_1_things_t_int" (
  "id" integer,
  "t_int" text
);

-- save rows beside the ledger
insert into "mig_saved_case_1_things_t_int"
select "things"."id", "things"."t_int" from "things";

-- rebuild things: alter t_int type integer, alter t_num type numeric(6,2), alter t_date type date, alter t_ts type timestamp
create table "mig_new_things" (
  "id" integer primary key,
  "t_int" integer,
  "t_num" numeric(6,2),
  "t_date" date,
  "t_ts" timestamp,
  "t_tz" text,
  "t_bool" text,
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
select "id", mig_cast_integer("things"."t_int", 'integer'), mig_cast_numeric("things"."t_num", 6, 2), mig_date("things"."t_date"), mig_timestamp("things"."t_ts"), "t_tz", "t_bool", "t_uuid", "t_json", "ts", "tz", "d", "n_bool", "b", "big", "dbl", "num", "v", "u"
from "things";

-- the copy takes the place of things
drop table "things";

-- the copy takes the place of things
alter table "mig_new_things" rename to "things";

-- save rows beside the ledger
create table "mig_saved_case_2_things_t_tz" (
  "id" integer,
  "t_tz" text
);

-- save rows beside the ledger
insert into "mig_saved_case_2_things_t_tz"
select "things"."id", "things"."t_tz" from "things";

-- rebuild things: alter t_tz type timestamptz
create table "mig_new_things" (
  "id" integer primary key,
  "t_int" integer,
  "t_num" numeric(6,2),
  "t_date" date,
  "t_ts" timestamp,
  "t_tz" timestamptz,
  "t_bool" text,
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
select "id", "t_int", "t_num", "t_date", "t_ts", mig_timestamptz("things"."t_tz"), "t_bool", "t_uuid", "t_json", "ts", "tz", "d", "n_bool", "b", "big", "dbl", "num", "v", "u"
from "things";

-- the copy takes the place of things
drop table "things";

-- the copy takes the place of things
alter table "mig_new_things" rename to "things";

-- save rows beside the ledger
create table "mig_saved_case_3_things_t_bool" (
  "id" integer,
  "t_bool" text
);

-- save rows beside the ledger
insert into "mig_saved_case_3_things_t_bool"
select "things"."id", "things"."t_bool" from "things";

-- rebuild things: alter t_bool type boolean
create table "mig_new_things" (
  "id" integer primary key,
  "t_int" integer,
  "t_num" numeric(6,2),
  "t_date" date,
  "t_ts" timestamp,
  "t_tz" timestamptz,
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

-- save rows beside the ledger
create table "mig_saved_case_4_things_t_uuid" (
  "id" integer,
  "t_uuid" text
);

-- save rows beside the ledger
insert into "mig_saved_case_4_things_t_uuid"
select "things"."id", "things"."t_uuid" from "things";

-- rebuild things: alter t_uuid type uuid, alter t_json type jsonb, alter ts type timestamptz, alter tz type timestamp, alter d type timestamp, alter n_bool type boolean, alter b type integer, alter big type smallint, alter dbl type integer, alter num type numeric(4,1), alter v type varchar(5), alter u type text
create table "mig_new_things" (
  "id" integer primary key,
  "t_int" integer,
  "t_num" numeric(6,2),
  "t_date" date,
  "t_ts" timestamp,
  "t_tz" timestamptz,
  "t_bool" boolean,
  "t_uuid" uuid,
  "t_json" jsonb,
  "ts" timestamptz,
  "tz" timestamp,
  "d" timestamp,
  "n_bool" boolean,
  "b" integer,
  "big" smallint,
  "dbl" integer,
  "num" numeric(4,1),
  "v" varchar(5),
  "u" text
);

-- copy the rows of things
insert or abort into "mig_new_things" ("id", "t_int", "t_num", "t_date", "t_ts", "t_tz", "t_bool", "t_uuid", "t_json", "ts", "tz", "d", "n_bool", "b", "big", "dbl", "num", "v", "u")
select "id", "t_int", "t_num", "t_date", "t_ts", "t_tz", "t_bool", mig_uuid("things"."t_uuid"), mig_jsonb("things"."t_json"), mig_timestamptz("things"."ts"), mig_timestamp(mig_timestamptz("things"."tz")), mig_timestamp("things"."d"), "things"."n_bool" <> 0, "things"."b", mig_cast_integer("things"."big", 'smallint'), mig_cast_integer("things"."dbl", 'integer'), mig_cast_numeric("things"."num", 4, 1), substr("things"."v", 1, 5), lower("things"."u")
from "things";

-- the copy takes the place of things
drop table "things";

-- the copy takes the place of things
alter table "mig_new_things" rename to "things";

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of case, mig_event gets the event 'reverted'
COMMIT;
