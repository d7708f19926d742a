" Colours the files named one a line in $MIG_TEST_FILES and writes beside each, as FILE.letters, a letter for each
" character:
"   vim -es -u NONE --cmd 'set rtp^=editor-support/vim' -S editor-support/test/vim.vim
set nocompatible encoding=utf-8 nomore
filetype plugin indent on
syntax on

let s:letters = {
      \ 'migStatement': 's', 'migVerb': 'k', 'migKeyword': 'k', 'migConstant': 'k', 'migFunction': 'f',
      \ 'migFirstCall': 'f', 'migType': 't', 'migTypeMore': 't', 'migTypePhrase': 't', 'migText': '"',
      \ 'migNumber': '0', 'migComment': '-', 'migOperator': '=', 'migError': '!', 'migWord': ' ', 'migName': ' ',
      \ 'migFirst': ' ', '': ' ' }

function! s:letter(line, column) abort
  let names = map(synstack(a:line, a:column), 'synIDattr(v:val, "name")')
  if index(names, 'migSql') >= 0 || index(names, 'migDollar') >= 0
    return 'q'
  endif
  return s:letters[empty(names) ? '' : names[-1]]
endfunction

" Asking takes its time, so within a word only the first and the last character are asked for.
function! s:letters_of(line) abort
  let letters = ''
  let letter = ''
  let at = 0
  let characters = split(getline(a:line), '\zs')
  for i in range(len(characters))
    if characters[i] =~# '[[:space:]]'
      let letter = ' '
    elseif i == 0 || join(characters[i - 1 : i + 1], '') !~# '^\a\a\a$'
      let letter = s:letter(a:line, at + 1)
    endif
    let letters .= repeat(letter, strchars(characters[i]))
    let at += len(characters[i])
  endfor
  return letters
endfunction

try
  for file in readfile($MIG_TEST_FILES)
    execute 'edit' fnameescape(file)
    if &filetype !=# 'mig' || get(b:, 'current_syntax', '') !=# 'mig'
      throw 'no filetype mig: ' . file
    endif
    call writefile(map(range(1, line('$')), 's:letters_of(v:val)'), file . '.letters')
  endfor
catch
  call writefile([v:exception, v:throwpoint], $MIG_TEST_FILES . '.failed')
  cquit
endtry
qall!
