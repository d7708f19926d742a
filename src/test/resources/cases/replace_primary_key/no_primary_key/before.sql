create table logs (line text, n integer);
