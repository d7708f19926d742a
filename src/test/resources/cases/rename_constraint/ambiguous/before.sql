create table t (a integer, constraint one check (a > 0), constraint two check (a < 9));
