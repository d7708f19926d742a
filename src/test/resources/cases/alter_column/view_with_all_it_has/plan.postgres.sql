-- migration case, exact, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- view above: taken down
drop view "above";

-- materialized view sums: taken down
drop materialized view "sums";

-- materialized view empty_sums: taken down
drop materialized view "empty_sums";

-- view amounts: taken down
drop view "amounts";

-- orders: alter column amount
alter table "orders" alter column "amount" type numeric(12,2);

-- view amounts: made again
create view "amounts" ("id", "amount", "note") with (security_barrier=true, check_option=local) as
SELECT id,
    amount,
    note
   FROM orders
  WHERE (amount > 1);

-- view amounts: grant of select to public
grant select on "amounts" to public;

-- view amounts: grant of update (note) to public
grant update (note) on "amounts" to public;

-- view amounts: default of note
alter view "amounts" alter column note set default 'none'::text;

-- view amounts: trigger puts
CREATE TRIGGER puts INSTEAD OF INSERT ON public.amounts FOR EACH ROW EXECUTE FUNCTION put();

-- view amounts: comment
comment on view "amounts" is 'what''s {asked}';

-- view amounts: comment on column amount
comment on column "amounts".amount is 'in cents';

-- view amounts: comment on trigger puts
comment on trigger puts on "amounts" is 'rows go to orders';

-- materialized view empty_sums: made again
create materialized view "empty_sums" ("total") as
SELECT sum(amount) AS total
   FROM orders
with no data;

-- materialized view sums: made again, with the rows of now
create materialized view "sums" ("total", "n") with (fillfactor=70) as
SELECT sum(amount) AS total,
    count(*) AS n
   FROM amounts;

-- materialized view sums: index sums_few
CREATE INDEX sums_few ON public.sums USING btree (n) WHERE (total > 0);

-- materialized view sums: index sums_total
CREATE UNIQUE INDEX sums_total ON public.sums USING btree (total);

-- materialized view sums: clustering
alter materialized view "sums" cluster on sums_total;

-- materialized view sums: comment on index sums_total
comment on index sums_total is 'one';

-- view above: made again
create view "above" ("total") as
SELECT total
   FROM sums;

-- view above: as it was
alter view "above" owner to pg_read_all_data;

-- view above: as it was
revoke all on "above" from pg_read_all_data;

-- view above: grant of delete, insert, maintain, references, select, trigger, truncate to pg_read_all_data
grant delete, insert, maintain, references, select, trigger, truncate on "above" to pg_read_all_data;

-- view above: grant of select to pg_monitor with grant option
grant select on "above" to pg_monitor with grant option;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
