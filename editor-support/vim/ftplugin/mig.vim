" What Vim does in mig files: comments, blanks, how lines break.

if exists('b:did_ftplugin')
  finish
endif
let b:did_ftplugin = 1

let s:cpo = &cpoptions
set cpoptions&vim

setlocal commentstring=--\ %s
setlocal comments=s1:/*,mb:*,ex:*/,:--
setlocal formatoptions-=t formatoptions+=croql
setlocal expandtab shiftwidth=2 softtabstop=2
setlocal suffixesadd=.mig

let b:match_words = '\<case\>:\<when\>:\<else\>:\<end\>'
let b:match_ignorecase = 1

let b:undo_ftplugin = 'setlocal commentstring< comments< formatoptions< expandtab< shiftwidth< softtabstop< suffixesadd<'
      \ . ' | unlet! b:match_words b:match_ignorecase'

let &cpoptions = s:cpo
unlet s:cpo
