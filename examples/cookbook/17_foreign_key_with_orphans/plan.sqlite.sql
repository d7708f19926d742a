-- migration comment_posts, exact with saved data, sqlite
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

-- cannot be switched inside a transaction; the last steps look for orphans
PRAGMA foreign_keys = OFF;
BEGIN IMMEDIATE;

-- references without a counterpart that are there already
create temp table mig_orphans as
select 'comments' as child, rowid as place, parent as parent from pragma_foreign_key_check('comments');

-- save rows beside the ledger
create table "mig_saved_comment_posts_1_comments_editor_id" (
  "id" integer,
  "old_editor_id" integer,
  "new_editor_id" integer
);

-- save rows beside the ledger
insert into "mig_saved_comment_posts_1_comments_editor_id"
select "comments"."id", "comments"."editor_id" as "old_editor_id", null as "new_editor_id"
from "comments"
where not exists (select 1 as "value" from "users" as "u" where "u"."id" = "comments"."editor_id");

-- update comments
update "comments" set
  "editor_id" = null
where not exists (select 1 as "value" from "users" as "u" where "u"."id" = "comments"."editor_id");

-- save rows beside the ledger
create table "mig_saved_comment_posts_2_comments" (
  "id" integer,
  "post_id" integer,
  "editor_id" integer,
  "note" varchar(40)
);

-- save rows beside the ledger
insert into "mig_saved_comment_posts_2_comments"
select "comments"."id", "comments"."post_id", "comments"."editor_id", "comments"."note"
from "comments"
where not exists (select 1 as "value" from "posts" as "p" where "p"."id" = "comments"."post_id");

-- delete from comments
delete from "comments"
where not exists (select 1 as "value" from "posts" as "p" where "p"."id" = "comments"."post_id");

-- rebuild comments: add foreign key comments_post, add foreign key comments_editor
create table "mig_new_comments" (
  "id" integer primary key,
  "post_id" integer not null,
  "editor_id" integer,
  "note" varchar(40),
  constraint "comments_post" foreign key ("post_id") references "posts" ("id") on delete cascade,
  constraint "comments_editor" foreign key ("editor_id") references "users" ("id") on delete set null
);

-- copy the rows of comments
insert or abort into "mig_new_comments" ("id", "post_id", "editor_id", "note")
select "id", "post_id", "editor_id", "note"
from "comments";

-- the copy takes the place of comments
drop table "comments";

-- the copy takes the place of comments
alter table "mig_new_comments" rename to "comments";

-- must find no row, or D208 and everything is rolled back
select child as "table", place as "rowid", parent as "references", count(*) over () as mig_total
from (
select 'comments' as child, rowid as place, parent as parent from pragma_foreign_key_check('comments')
) as now
where not exists (select * from temp.mig_orphans as old where old.child = now.child and old.place is now.place and old.parent = now.parent)
limit 5;

-- no reference was lost
drop table temp.mig_orphans;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of comment_posts, mig_event gets the event 'reverted'
COMMIT;
PRAGMA foreign_keys = ON;
