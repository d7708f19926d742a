insert into tasks (id, user_id, title) values (5, 99, 'Belongs to nobody');
