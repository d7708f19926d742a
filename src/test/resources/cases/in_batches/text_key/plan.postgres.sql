-- migration case, exact with saved data, postgres
-- in batches: not one transaction; a run that stops goes on where it was
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- for saved rows
create schema if not exists "mig_saved";

-- save rows as mig_saved.case_1_words_seen
create table "mig_saved"."case_1_words_seen" as
select "words"."word", "words"."seen" as "old_seen", "words"."seen" * 2 as "new_seen"
from "words"
where false
with no data;

-- mig.attempt remembers that the run is this far
COMMIT;

-- words: set seen; in batches along word of 2 rows; about 81 rows; keyset: without further indexes stripes gain nothing
-- again and again, until no key is left:
BEGIN;
-- save rows as mig_saved.case_1_words_seen
insert into "mig_saved"."case_1_words_seen"
select "words"."word", "words"."seen" as "old_seen", "words"."seen" * 2 as "new_seen"
from "words"
where "words"."word" > :after and "words"."word" <= :upto;
-- words: set seen
update "words" set
  "seen" = "words"."seen" * 2
where "words"."word" > :after and "words"."word" <= :upto;
-- mig.range: the cursor stands at :upto now
COMMIT;
-- afterwards the proof is that every cursor has reached its end: old values are saved once

BEGIN;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
