" Colours of mig, for Vim 8 and newer and for Neovim.

if exists('b:current_syntax')
  finish
endif

let s:cpo = &cpoptions
set cpoptions&vim

" generated: keywords = keywords
let s:keywords = [
      \ 'action', 'add', 'affects', 'after', 'all', 'alter', 'and', 'any', 'as', 'asc', 'assert', 'at', 'auto',
      \ 'back', 'background', 'batches', 'between', 'bit', 'by', 'cascade', 'case', 'cast', 'change', 'character',
      \ 'check', 'column', 'columns', 'combine', 'combining', 'conflict', 'constraint', 'contract', 'copy', 'count',
      \ 'create', 'date', 'dedupe', 'default', 'define', 'delete', 'desc', 'digest', 'distinct', 'double', 'down',
      \ 'drop', 'each', 'else', 'end', 'every', 'exists', 'expand', 'expect', 'expression', 'extract', 'fail',
      \ 'false', 'fill', 'filled', 'first', 'fold', 'for', 'foreign', 'from', 'generated', 'group', 'identity', 'if',
      \ 'ilike', 'in', 'include', 'index', 'insert', 'interval', 'into', 'irreversible', 'is', 'join', 'keep', 'key',
      \ 'last', 'left', 'let', 'lift', 'like', 'losing', 'map', 'matching', 'merge', 'migration', 'missing', 'move',
      \ 'no', 'not', 'null', 'of', 'on', 'ops', 'or', 'order', 'parallel', 'param', 'pause', 'per', 'postgres',
      \ 'precision', 'primary', 'references', 'refuse', 'remap', 'rename', 'replace', 'repoint', 'require',
      \ 'restrict', 'reverse', 'row', 'rows', 'save', 'saving', 'set', 'skip', 'split', 'sql', 'sqlite', 'sync',
      \ 'table', 'then', 'time', 'timestamp', 'to', 'triggers', 'true', 'type', 'unchanged', 'unique', 'up', 'update',
      \ 'using', 'validate', 'validated', 'values', 'varying', 'walk', 'when', 'where', 'with', 'within', 'without',
      \ 'zone',
      \ ]
" end of generated

" generated: starters = starters
let s:starters = [
      \ 'add', 'after', 'alter', 'assert', 'combine', 'contract', 'copy', 'create', 'dedupe', 'define', 'delete',
      \ 'drop', 'expand', 'expect', 'extract', 'fill', 'fold', 'for', 'if', 'in', 'include', 'insert', 'irreversible',
      \ 'let', 'lift', 'map', 'migration', 'move', 'on', 'param', 'remap', 'rename', 'replace', 'require', 'reverse',
      \ 'save', 'split', 'sql', 'update', 'validate',
      \ ]
" end of generated

" generated: type_words = type words
let s:type_words = [
      \ 'bit', 'character', 'date', 'double', 'interval', 'precision', 'time', 'timestamp', 'varying', 'zone',
      \ ]
" end of generated

" generated: types = types
let s:types = [
      \ 'bigint', 'bit', 'blob', 'bool', 'boolean', 'bytea', 'bytes', 'char', 'character', 'charactervarying', 'date',
      \ 'decimal', 'double', 'doubleprecision', 'float', 'float4', 'float8', 'int', 'int2', 'int4', 'int8', 'integer',
      \ 'interval', 'json', 'jsonb', 'numeric', 'precision', 'real', 'smallint', 'text', 'time', 'timestamp',
      \ 'timestamptz', 'timestampwithouttimezone', 'timestampwithtimezone', 'timewithouttimezone', 'uuid', 'varchar',
      \ 'varying', 'zone',
      \ ]
" end of generated

" generated: functions = functions
let s:functions = [
      \ 'abs', 'add_days', 'add_hours', 'add_minutes', 'add_months', 'add_seconds', 'add_years', 'ascii', 'at_zone',
      \ 'avg', 'base64_decode', 'base64_encode', 'bool_and', 'bool_or', 'ceil', 'ceiling', 'char_length', 'chr',
      \ 'coalesce', 'concat', 'concat_ws', 'contains', 'count', 'current_date', 'date_trunc', 'day', 'days_between',
      \ 'div', 'ends_with', 'epoch', 'exp', 'extract', 'floor', 'format_date', 'from_bytes', 'from_zone', 'gcd',
      \ 'gen_random_uuid', 'greatest', 'hex_decode', 'hex_encode', 'hour', 'ifnull', 'iif', 'initcap', 'is_bigint',
      \ 'is_boolean', 'is_date', 'is_double', 'is_integer', 'is_interval', 'is_json', 'is_number', 'is_smallint',
      \ 'is_time', 'is_timestamp', 'is_timestamptz', 'is_uuid', 'json_agg', 'json_array', 'json_array_length',
      \ 'json_get', 'json_has', 'json_merge', 'json_object', 'json_remove', 'json_set', 'json_text', 'json_type',
      \ 'last_day', 'lcm', 'least', 'left', 'length', 'ln', 'log10', 'lower', 'lpad', 'ltrim', 'make_date',
      \ 'make_timestamp', 'max', 'md5', 'md5_uuid', 'min', 'minute', 'mod', 'month', 'months_between', 'normalize',
      \ 'now', 'nullif', 'octet_length', 'pi', 'position', 'power', 'random_token', 'regexp_extract',
      \ 'regexp_matches', 'regexp_replace', 'repeat', 'replace', 'reverse', 'right', 'round', 'rpad', 'rtrim',
      \ 'second', 'seconds_between', 'sha224', 'sha256', 'sha384', 'sha512', 'sign', 'slug', 'split_part', 'sqrt',
      \ 'squeeze', 'starts_with', 'string_agg', 'strpos', 'substr', 'substring', 'sum', 'to_bytes', 'to_hex',
      \ 'to_json', 'to_timestamp', 'translate', 'trim', 'trunc', 'unaccent', 'upper', 'year', 'years_between',
      \ ]
" end of generated

" generated: constants = constants
let s:constants = [
      \ 'false', 'null', 'true',
      \ ]
" end of generated

" SQL of the user's own has the colours of Vim's syntax for SQL.
syn include @migSqlSyntax syntax/sql.vim
unlet! b:current_syntax

syn case ignore
syn sync clear
syn sync minlines=200
syn iskeyword @,48-57,_,192-255

" Words: each counts only within a match that has its group in "contains". Of two groups the later one is meant.
function! s:keyword(group, words) abort
  for word in a:words
    " Vim takes its own options for what they are, even in a list of keywords.
    if index(['contains', 'fold', 'display', 'extend', 'conceal', 'transparent'], word) < 0
      execute 'syn keyword' a:group 'contained' word
    else
      execute 'syn match' a:group '/\<' . word . '\>/ contained'
    endif
  endfor
endfunction

call s:keyword('migVerb', s:starters)
call s:keyword('migStatement', s:starters)
call s:keyword('migKeyword', filter(copy(s:keywords), 'index(s:starters, v:val) < 0'))
call s:keyword('migConstant', s:constants)
call s:keyword('migFunction', s:functions)
call s:keyword('migType', s:types)
syn keyword migType contained double bit character nextgroup=migTypeMore skipwhite
syn keyword migTypeMore contained precision varying

" What the patterns below are made of
let s:word = '\%(\k\&\D\)\k*'
let s:dot = '\.\d\@!'
let s:opening = '\%(^\|[{};]\)\s*\zs'
let s:part = '{' . s:word . '\%(\.' . s:word . '\)\=}'
let s:template = '\%(' . s:word . s:part . '\%(\k\|' . s:part . '\)*\|' . s:part . '\%(\k\|' . s:part . '\)\+\)'

function! s:any(words) abort
  return '\%(' . join(a:words, '\|') . '\)\k\@!'
endfunction

let s:type = s:any(s:types) . '\%(\s*' . s:dot . '\)\@!'

function! s:match(group, pattern, ...) abort
  " Vim's older engine takes a tenth of the time for these.
  execute 'syn match' a:group ',\%#=1' . a:pattern . ',' join(a:000)
endfunction

" Of two that begin at the same place, the later one is meant.
call s:match('migError', '[?#@!:\\`&|^~$]')
call s:match('migError', '"[^"]*\%(""[^"]*\)*$')
call s:match('migOperator', '->>\|->\|||\|<>\|!=\|<=\|>=\|[-=<>+*/%]')
call s:match('migOperator', '::', 'nextgroup=migType skipwhite')
call s:match('migNumber', '\d\+\%(\.\d\+\)\=\%(e[+-]\=\d\+\)\=\|\.\d\+\%(e[+-]\=\d\+\)\=')
call s:match('migWord', s:word, 'contains=migVerb,migKeyword,migConstant')
call s:match('migWord', s:word . '\ze\s*(', 'contains=migVerb,migKeyword,migConstant,migFunction')
call s:match('migTypePhrase', s:any(s:type_words) . '\ze\s*''')
call s:match('migTypePhrase', 'with\%(out\)\=\s\+time\s\+zone\k\@!')
call s:match('migWord', s:any(['as', 'type']) . '\ze\s\+' . s:type, 'contains=migKeyword nextgroup=migType skipwhite')
call s:match('migName', '\%(' . s:word . '\s\+' . s:type . '\)\@=\%(' . s:any(s:keywords) . '\)\@!' . s:word . '\ze\s\+' . s:type, 'nextgroup=migType skipwhite')
call s:match('migFirst', s:opening . s:word, 'contains=migStatement,migKeyword,migConstant')
call s:match('migTypePhrase', s:opening . s:any(s:type_words) . '\ze\s*''')
call s:match('migFirstCall', s:opening . s:word . '\ze\s*(', 'contains=migStatement,migKeyword,migConstant,migFunction')
call s:match('migName', s:opening . '\%(' . s:any(s:starters + ['as', 'type']) . '\)\@!' . s:word . '\ze\s\+' . s:type, 'nextgroup=migType skipwhite')
call s:match('migName', s:opening . s:word . '\ze\s*=')
call s:match('migName', s:dot . '\s*\zs' . s:word, 'nextgroup=migType skipwhite')
call s:match('migName', s:word . '\ze\s*' . s:dot)
call s:match('migName', s:dot . '\s*\zs' . s:word . '\ze\s*' . s:dot)
call s:match('migName', s:template, 'nextgroup=migType skipwhite')
call s:match('migName', '"\%([^"]\|""\)*""\@!', 'nextgroup=migType skipwhite')
call s:match('migComment', '--.*$', 'contains=@Spell')
syn region migComment start="/\*" end="\*/" contains=migComment,@Spell fold
syn region migText start=/'/ skip=/''/ end=/'/ contains=@Spell
execute 'syn region migSql matchgroup=migDollar start=/\$\z(\%(' . s:word . '\)\=\)\$/ end=/\$\z1\$/ contains=@migSqlSyntax keepend'

hi def link migVerb Keyword
hi def link migKeyword Keyword
hi def link migStatement Statement
hi def link migConstant Constant
hi def link migFunction Function
hi def link migFirstCall Function
hi def link migType Type
hi def link migTypeMore Type
hi def link migTypePhrase Type
hi def link migText String
hi def link migNumber Number
hi def link migComment Comment
hi def link migOperator Operator
hi def link migDollar Delimiter
hi def link migError Error

delfunction s:any
delfunction s:keyword
delfunction s:match

let b:current_syntax = 'mig'
let &cpoptions = s:cpo
unlet s:cpo
