create table posts (id integer primary key, title text not null, tags jsonb, tag_count integer, first_tag text);
create table tags (post_id integer not null, place integer not null, name text, raw text, primary key (post_id, place));
insert into posts (id, title, tags) values
  (1, 'one', '["b", "a", "c"]'),
  (2, 'two', '[]'),
  (3, 'three', '["x''; drop table posts", 1.50, true, null, {"k": "v", "a": [1, 2]}, 12345678901234567890, "ü𝄞\"\n"]'),
  (4, 'four', '["b"]');
