-- migration last_readings, exact with saved data, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- for saved rows
create schema if not exists "mig_saved";

-- save rows as mig_saved.last_readings_1_readings_duplicates
create table "mig_saved"."last_readings_1_readings_duplicates" as
select "mig_row"."id", "mig_kept"."id" as "kept_id"
from (select "readings"."id", "readings"."sensor_id" as "mig_key_1" from "readings") as "mig_row"
join (
  select "id", "mig_key_1"
  from (
    select "readings"."id",
      "readings"."sensor_id" as "mig_key_1",
      row_number() over (partition by "readings"."sensor_id" order by "readings"."taken_at" desc, "readings"."id" desc) as "mig_place"
    from "readings"
  ) as "kept"
  where "mig_place" = 1
) as "mig_kept" on "mig_row"."mig_key_1" = "mig_kept"."mig_key_1" and "mig_row"."id" <> "mig_kept"."id";

-- save rows as mig_saved.last_readings_2_readings
create table "mig_saved"."last_readings_2_readings" as
select "readings"."id", "readings"."sensor_id", "readings"."taken_at", "readings"."value"
from "readings"
where exists (
  select 1 as "one"
  from "mig_saved"."last_readings_1_readings_duplicates" as "mig_pair"
  where "mig_pair"."id" = "readings"."id"
);

-- delete rows of readings
delete from "readings"
where exists (
  select 1 as "one"
  from "mig_saved"."last_readings_1_readings_duplicates" as "mig_pair"
  where "mig_pair"."id" = "readings"."id"
);

-- what was saved is no longer needed
drop table if exists "mig_saved"."last_readings_1_readings_duplicates";

-- readings: add constraint readings_sensor
alter table "readings" add constraint "readings_sensor" unique ("sensor_id");

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of last_readings, mig.event gets the event 'reverted'
COMMIT;
