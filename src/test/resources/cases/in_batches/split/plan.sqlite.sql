-- migration case, exact, sqlite
-- in batches: not one transaction; a run that stops goes on where it was
-- first in it: is the schema still as it was when this plan was made?

BEGIN IMMEDIATE;

-- add column b
alter table "t" add column "b" text;

-- add column c
alter table "t" add column "c" text;

-- mig_attempt remembers that the run is this far
COMMIT;

BEGIN IMMEDIATE;

-- must find no row, or D204 and the run stops here: what is committed stays
select q.*, count(*) over () as mig_total from (
select "t"."id", "t"."a" from "t" where octet_length(substr("t"."a", 1)) <> octet_length("t"."a")
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- mig_attempt remembers that the run is this far
COMMIT;

-- update t; in batches along id of 2 rows; about 5 rows; keyset: other writers get their turn after each batch
-- again and again, until no key is left:
BEGIN IMMEDIATE;
-- update t
update "t" set
  "b" = case when instr("t"."a", ' ') > 0 then mig_split_part("t"."a", ' ', 1) when "t"."a" is not null then '' end,
  "c" = case when instr("t"."a", ' ') > 0 then substr("t"."a", max(instr("t"."a", ' ') + 1, 1)) when "t"."a" is not null then '' end
where "t"."a" is not null and ("t"."id" > :after and "t"."id" <= :upto);
-- mig_range: the cursor stands at :upto now
COMMIT;
-- afterwards a sweep of the whole table finds nothing left to do
select "t"."id"
from "t"
where "t"."a" is not null
  and ("t"."b" is distinct from case when instr("t"."a", ' ') > 0 then mig_split_part("t"."a", ' ', 1) when "t"."a" is not null then '' end or "t"."c" is distinct from case when instr("t"."a", ' ') > 0 then substr("t"."a", max(instr("t"."a", ' ') + 1, 1)) when "t"."a" is not null then '' end);
-- for what it finds: update t
update "t" set
  "b" = case when instr("t"."a", ' ') > 0 then mig_split_part("t"."a", ' ', 1) when "t"."a" is not null then '' end,
  "c" = case when instr("t"."a", ' ') > 0 then substr("t"."a", max(instr("t"."a", ' ') + 1, 1)) when "t"."a" is not null then '' end
where "t"."a" is not null and ("t"."b" is distinct from case when instr("t"."a", ' ') > 0 then mig_split_part("t"."a", ' ', 1) when "t"."a" is not null then '' end or "t"."c" is distinct from case when instr("t"."a", ' ') > 0 then substr("t"."a", max(instr("t"."a", ' ') + 1, 1)) when "t"."a" is not null then '' end) and ("t"."id" > :after and "t"."id" <= :upto);

BEGIN IMMEDIATE;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of case, mig_event gets the event 'reverted'
COMMIT;
