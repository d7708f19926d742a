-- migration case, exact, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- kept as value 0
select count(*) as "n" from "orders";

-- kept as value 1
select count(*) as "n" from "users";

-- kept as value 2
select count(*) as "n" from "teams";

-- kept as value 3
select trim_scale(coalesce(sum(substr(translate(md5(coalesce(length("people"."id"::text)::text || ':' || "people"."id"::text, '-') || coalesce(length("people"."email"::text)::text || ':' || "people"."email"::text, '-')), 'abcdef', '012345'), 1, 9)::bigint), 0.0))::text || '.' || trim_scale(coalesce(sum(substr(translate(md5(coalesce(length("people"."id"::text)::text || ':' || "people"."id"::text, '-') || coalesce(length("people"."email"::text)::text || ':' || "people"."email"::text, '-')), 'abcdef', '012345'), 10, 9)::bigint), 0.0))::text || '.' || count(*)::text as "digest"
from "users" as "people";

-- rename table users to people
alter table "users" rename to "people";

-- must agree with value 0, or D211 and everything is rolled back
select count(*) as "n" from "orders";

-- must agree with value 1, or D211 and everything is rolled back
select count(*) as "n" from "people";

-- must agree with value 2, or D211 and everything is rolled back
select count(*) as "n" from "teams";

-- must agree with value 3, or D211 and everything is rolled back
select trim_scale(coalesce(sum(substr(translate(md5(coalesce(length("people"."id"::text)::text || ':' || "people"."id"::text, '-') || coalesce(length("people"."email"::text)::text || ':' || "people"."email"::text, '-')), 'abcdef', '012345'), 1, 9)::bigint), 0.0))::text || '.' || trim_scale(coalesce(sum(substr(translate(md5(coalesce(length("people"."id"::text)::text || ':' || "people"."id"::text, '-') || coalesce(length("people"."email"::text)::text || ':' || "people"."email"::text, '-')), 'abcdef', '012345'), 10, 9)::bigint), 0.0))::text || '.' || count(*)::text as "digest"
from "people";

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
