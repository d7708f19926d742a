" Indents blocks of mig; the lines of a long statement stay where they are put.

if exists('b:did_indent')
  finish
endif
let b:did_indent = 1

let s:cpo = &cpoptions
set cpoptions&vim

" generated: starters = starters
let s:starters = [
      \ 'add', 'after', 'alter', 'assert', 'combine', 'contract', 'copy', 'create', 'dedupe', 'define', 'delete',
      \ 'drop', 'expand', 'expect', 'extract', 'fill', 'fold', 'for', 'if', 'in', 'include', 'insert', 'irreversible',
      \ 'let', 'lift', 'map', 'migration', 'move', 'on', 'param', 'remap', 'rename', 'replace', 'require', 'reverse',
      \ 'save', 'split', 'sql', 'update', 'validate',
      \ ]
" end of generated

setlocal indentexpr=MigIndent(v:lnum)
setlocal indentkeys=!^F,o,O,0},0),0]
for s:word in s:starters
  execute 'setlocal indentkeys+=0=~' . s:word
endfor
setlocal autoindent

let b:undo_indent = 'setlocal indentexpr< indentkeys< autoindent<'

let &cpoptions = s:cpo
unlet s:cpo s:word

if exists('*MigIndent')
  finish
endif

" Whether a place stands in a text, in a comment or in SQL of the user's own.
function! MigIsOpaque(line, column) abort
  return !empty(filter(synstack(a:line, a:column), 'synIDattr(v:val, "name") =~# ''^mig\%(Text\|Comment\|Sql\)$'''))
endfunction

" The line of the bracket that is open at the start of this line, or 0.
function! s:opening(line) abort
  call cursor(a:line, 1)
  return searchpair('[{(\[]', '', '[})\]]', 'bnW', 'MigIsOpaque(line("."), col("."))')
endfunction

function! MigIndent(line) abort
  let text = getline(a:line)
  if MigIsOpaque(a:line, 1) && text !~# '^\s*\%(--\|/\*\|''\|\$\)'
    return -1
  endif
  let opening = s:opening(a:line)
  if text =~# '^\s*[})\]]'
    return opening == 0 ? 0 : indent(opening)
  endif
  let block = opening == 0 ? 0 : indent(opening) + shiftwidth()
  let before = prevnonblank(a:line - 1)
  if before == opening || text =~? '^\s*\%(' . join(s:starters, '\|') . '\)\>'
    return block
  endif
  return text =~# '\S' ? max([block, indent(a:line)]) : indent(before)
endfunction
