-- migration last_readings, exact with saved data, sqlite
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN IMMEDIATE;

-- save rows beside the ledger
create table "mig_saved_last_readings_1_readings_duplicates" (
  "id" integer,
  "kept_id" integer,
  primary key ("id")
);

-- save rows beside the ledger
insert into "mig_saved_last_readings_1_readings_duplicates"
select "mig_row"."id", "mig_kept"."id" as "kept_id"
from (select "readings"."id", "readings"."sensor_id" as "mig_key_1" from "readings") as "mig_row"
join (
  select "id", "mig_key_1"
  from (
    select "readings"."id",
      "readings"."sensor_id" as "mig_key_1",
      row_number() over (partition by "readings"."sensor_id" order by mig_timestamp("readings"."taken_at") desc, "readings"."id" desc) as "mig_place"
    from "readings"
  ) as "kept"
  where "mig_place" = 1
) as "mig_kept" on "mig_row"."mig_key_1" = "mig_kept"."mig_key_1" and "mig_row"."id" <> "mig_kept"."id";

-- save rows beside the ledger
create table "mig_saved_last_readings_2_readings" (
  "id" integer,
  "sensor_id" integer,
  "taken_at" timestamp,
  "value" integer
);

-- save rows beside the ledger
insert into "mig_saved_last_readings_2_readings"
select "readings"."id", "readings"."sensor_id", "readings"."taken_at", "readings"."value"
from "readings"
where exists (
  select 1 as "one"
  from "mig_saved_last_readings_1_readings_duplicates" as "mig_pair"
  where "mig_pair"."id" = "readings"."id"
);

-- delete from readings
delete from "readings"
where exists (
  select 1 as "one"
  from "mig_saved_last_readings_1_readings_duplicates" as "mig_pair"
  where "mig_pair"."id" = "readings"."id"
);

-- what was saved is no longer needed
drop table "mig_saved_last_readings_1_readings_duplicates";

-- rebuild readings: add unique readings_sensor
create table "mig_new_readings" (
  "id" integer primary key,
  "sensor_id" integer not null,
  "taken_at" timestamp not null,
  "value" integer not null,
  constraint "readings_sensor" unique ("sensor_id")
);

-- copy the rows of readings
insert or abort into "mig_new_readings" ("id", "sensor_id", "taken_at", "value")
select "id", "sensor_id", "taken_at", "value"
from "readings";

-- the copy takes the place of readings
drop table "readings";

-- the copy takes the place of readings
alter table "mig_new_readings" rename to "readings";

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of last_readings, mig_event gets the event 'reverted'
COMMIT;
