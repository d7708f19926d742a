-- migration case, none, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- kept as value 0
select trim_scale(coalesce(sum(substr(translate(md5(coalesce(length("users"."id"::text)::text || ':' || "users"."id"::text, '-') || coalesce(length("users"."email"::text)::text || ':' || "users"."email"::text, '-') || coalesce(length("users"."age"::text)::text || ':' || "users"."age"::text, '-') || coalesce(length("users"."created"::text)::text || ':' || "users"."created"::text, '-')), 'abcdef', '012345'), 1, 9)::bigint), 0.0))::text || '.' || trim_scale(coalesce(sum(substr(translate(md5(coalesce(length("users"."id"::text)::text || ':' || "users"."id"::text, '-') || coalesce(length("users"."email"::text)::text || ':' || "users"."email"::text, '-') || coalesce(length("users"."age"::text)::text || ':' || "users"."age"::text, '-') || coalesce(length("users"."created"::text)::text || ':' || "users"."created"::text, '-')), 'abcdef', '012345'), 10, 9)::bigint), 0.0))::text || '.' || count(*)::text as "digest"
from "users";

-- users: set status
update "users" set
  "status" = 'x';

-- must agree with value 0, or D211 and everything is rolled back
select trim_scale(coalesce(sum(substr(translate(md5(coalesce(length("users"."id"::text)::text || ':' || "users"."id"::text, '-') || coalesce(length("users"."email"::text)::text || ':' || "users"."email"::text, '-') || coalesce(length("users"."age"::text)::text || ':' || "users"."age"::text, '-') || coalesce(length("users"."created"::text)::text || ':' || "users"."created"::text, '-')), 'abcdef', '012345'), 1, 9)::bigint), 0.0))::text || '.' || trim_scale(coalesce(sum(substr(translate(md5(coalesce(length("users"."id"::text)::text || ':' || "users"."id"::text, '-') || coalesce(length("users"."email"::text)::text || ':' || "users"."email"::text, '-') || coalesce(length("users"."age"::text)::text || ':' || "users"."age"::text, '-') || coalesce(length("users"."created"::text)::text || ':' || "users"."created"::text, '-')), 'abcdef', '012345'), 10, 9)::bigint), 0.0))::text || '.' || count(*)::text as "digest"
from "users";

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
