-- migration comment_posts, exact with saved data, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- for saved rows
create schema if not exists "mig_saved";

-- save rows as mig_saved.comment_posts_1_comments_editor_id
create table "mig_saved"."comment_posts_1_comments_editor_id" as
select "comments"."id", "comments"."editor_id" as "old_editor_id", null::integer as "new_editor_id"
from "comments"
where not exists (select 1 as "value" from "users" as "u" where "u"."id" = "comments"."editor_id");

-- comments: set editor_id
update "comments" set
  "editor_id" = null
where not exists (select 1 as "value" from "users" as "u" where "u"."id" = "comments"."editor_id");

-- save rows as mig_saved.comment_posts_2_comments
create table "mig_saved"."comment_posts_2_comments" as
select "comments"."id", "comments"."post_id", "comments"."editor_id", "comments"."note"
from "comments"
where not exists (select 1 as "value" from "posts" as "p" where "p"."id" = "comments"."post_id");

-- delete rows of comments
delete from "comments"
where not exists (select 1 as "value" from "posts" as "p" where "p"."id" = "comments"."post_id");

-- comments: add constraint comments_post, add constraint comments_editor
alter table "comments"
  add constraint "comments_post" foreign key ("post_id") references "posts" ("id") on delete cascade,
  add constraint "comments_editor" foreign key ("editor_id") references "users" ("id") on delete set null;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of comment_posts, mig.event gets the event 'reverted'
COMMIT;
