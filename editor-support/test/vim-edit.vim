" Indents $MIG_TEST_FILE, comments out its sixth line and saves it.
set nocompatible encoding=utf-8 nomore
filetype plugin indent on
syntax on

execute 'edit' fnameescape($MIG_TEST_FILE)
normal! gg=G
call setline(6, substitute(getline(6), '\S.*', {found -> printf(&commentstring, found[0])}, ''))
write
qall!
