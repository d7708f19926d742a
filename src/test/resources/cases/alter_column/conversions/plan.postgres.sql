-- migration case, exact with saved data, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- for saved rows
create schema if not exists "mig_saved";

-- save rows as mig_saved.case_1_things_t_int
create table "mig_saved"."case_1_things_t_int" as
select "things"."id", "things"."t_int" from "things";

-- things: alter column t_int, alter column t_num, alter column t_date, alter column t_ts
alter table "things"
  alter column "t_int" type integer using "t_int"::integer,
  alter column "t_num" type numeric(6,2) using "t_num"::numeric(6,2),
  alter column "t_date" type date using "t_date"::date,
  alter column "t_ts" type timestamp using "t_ts"::timestamp;

-- save rows as mig_saved.case_2_things_t_tz
create table "mig_saved"."case_2_things_t_tz" as
select "things"."id", "things"."t_tz" from "things";

-- things: alter column t_tz
alter table "things" alter column "t_tz" type timestamptz using "t_tz"::timestamptz;

-- save rows as mig_saved.case_3_things_t_bool
create table "mig_saved"."case_3_things_t_bool" as
select "things"."id", "things"."t_bool" from "things";

-- things: alter column t_bool
alter table "things" alter column "t_bool" type boolean using "t_bool"::boolean;

-- save rows as mig_saved.case_4_things_t_uuid
create table "mig_saved"."case_4_things_t_uuid" as
select "things"."id", "things"."t_uuid" from "things";

-- things: alter column t_uuid, alter column t_json, alter column ts, alter column tz, alter column d, alter column n_bool, alter column b, alter column big, alter column dbl, alter column num, alter column v, alter column u
alter table "things"
  alter column "t_uuid" type uuid using "t_uuid"::uuid,
  alter column "t_json" type jsonb using "t_json"::jsonb,
  alter column "ts" type timestamptz,
  alter column "tz" type timestamp,
  alter column "d" type timestamp,
  alter column "n_bool" type boolean using "n_bool"::boolean,
  alter column "b" type integer using "b"::integer,
  alter column "big" type smallint,
  alter column "dbl" type integer,
  alter column "num" type numeric(4,1),
  alter column "v" type varchar(5),
  alter column "u" type text;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
