create table nodes (tenant integer not null, code text not null, parent text, depth integer, primary key (tenant, code), foreign key (tenant, parent) references nodes (tenant, code));
insert into nodes (tenant, code, parent) values (1, 'a', null), (1, 'b', 'a'), (1, 'c', 'b'), (2, 'a', null), (2, 'c', 'a');
