// The words, signs and literals of mig. Letters match in any case; an unquoted name keeps the case it is written in.
// Comments and blanks go to channels of their own: the layout and the editors need them.
lexer grammar MigLexer;

options {
  caseInsensitive = true;
  superClass = OpenLexer;
}

channels {
  COMMENTS,
  BLANKS
}

tokens {
  UNCLOSED_COMMENT,
  UNCLOSED_DOLLAR_TEXT
}

// keywords: alphabetical, one a line; each stands in exactly one of the word rules at the end of MigParser.g4
ACTION       : 'action';
ADD          : 'add';
AFFECTS      : 'affects';
AFTER        : 'after';
ALL          : 'all';
ALTER        : 'alter';
AND          : 'and';
ANY          : 'any';
AS           : 'as';
ASC          : 'asc';
ASSERT       : 'assert';
AT           : 'at';
AUTO         : 'auto';
BACK         : 'back';
BACKGROUND   : 'background';
BATCHES      : 'batches';
BETWEEN      : 'between';
BIT          : 'bit';
BY           : 'by';
CASCADE      : 'cascade';
CASE         : 'case';
CAST         : 'cast';
CHANGE       : 'change';
CHARACTER    : 'character';
CHECK        : 'check';
COLUMN       : 'column';
COLUMNS      : 'columns';
COMBINE      : 'combine';
COMBINING    : 'combining';
CONFLICT     : 'conflict';
CONSTRAINT   : 'constraint';
CONTRACT     : 'contract';
COPY         : 'copy';
COUNT        : 'count';
CREATE       : 'create';
DATE         : 'date';
DEDUPE       : 'dedupe';
DEFAULT      : 'default';
DEFINE       : 'define';
DELETE       : 'delete';
DESC         : 'desc';
DIGEST       : 'digest';
DISTINCT     : 'distinct';
DOUBLE       : 'double';
DOWN         : 'down';
DROP         : 'drop';
EACH         : 'each';
ELSE         : 'else';
END          : 'end';
EVERY        : 'every';
EXISTS       : 'exists';
EXPAND       : 'expand';
EXPECT       : 'expect';
EXPRESSION   : 'expression';
EXTRACT      : 'extract';
FAIL         : 'fail';
FALSE        : 'false';
FILL         : 'fill';
FILLED       : 'filled';
FIRST        : 'first';
FOLD         : 'fold';
FOR          : 'for';
FOREIGN      : 'foreign';
FROM         : 'from';
GENERATED    : 'generated';
GROUP        : 'group';
IDENTITY     : 'identity';
IF           : 'if';
ILIKE        : 'ilike';
IN           : 'in';
INCLUDE      : 'include';
INDEX        : 'index';
INSERT       : 'insert';
INTERVAL     : 'interval';
INTO         : 'into';
IRREVERSIBLE : 'irreversible';
IS           : 'is';
JOIN         : 'join';
KEEP         : 'keep';
KEY          : 'key';
LAST         : 'last';
LEFT         : 'left';
LET          : 'let';
LIFT         : 'lift';
LIKE         : 'like';
LOSING       : 'losing';
MAP          : 'map';
MATCHING     : 'matching';
MERGE        : 'merge';
MIGRATION    : 'migration';
MISSING      : 'missing';
MOVE         : 'move';
NO           : 'no';
NOT          : 'not';
NULL         : 'null';
OF           : 'of';
ON           : 'on';
OPS          : 'ops';
OR           : 'or';
ORDER        : 'order';
PARALLEL     : 'parallel';
PARAM        : 'param';
PAUSE        : 'pause';
PER          : 'per';
POSTGRES     : 'postgres';
PRECISION    : 'precision';
PRIMARY      : 'primary';
REFERENCES   : 'references';
REFUSE       : 'refuse';
REMAP        : 'remap';
RENAME       : 'rename';
REPLACE      : 'replace';
REPOINT      : 'repoint';
REQUIRE      : 'require';
RESTRICT     : 'restrict';
REVERSE      : 'reverse';
ROW          : 'row';
ROWS         : 'rows';
SAVE         : 'save';
SAVING       : 'saving';
SET          : 'set';
SKIP_        : 'skip';
SPLIT        : 'split';
SQL          : 'sql';
SQLITE       : 'sqlite';
SYNC         : 'sync';
TABLE        : 'table';
THEN         : 'then';
TIME         : 'time';
TIMESTAMP    : 'timestamp';
TO           : 'to';
TRIGGERS     : 'triggers';
TRUE         : 'true';
TYPE         : 'type';
UNCHANGED    : 'unchanged';
UNIQUE       : 'unique';
UP           : 'up';
UPDATE       : 'update';
USING        : 'using';
VALIDATE     : 'validate';
VALIDATED    : 'validated';
VALUES       : 'values';
VARYING      : 'varying';
WALK         : 'walk';
WHEN         : 'when';
WHERE        : 'where';
WITH         : 'with';
WITHIN       : 'within';
WITHOUT      : 'without';
ZONE         : 'zone';
// end of keywords

LEFT_PAREN    : '(';
RIGHT_PAREN   : ')';
LEFT_BRACE    : '{';
RIGHT_BRACE   : '}';
LEFT_BRACKET  : '[';
RIGHT_BRACKET : ']';
COMMA         : ',';
SEMICOLON     : ';';
DOT           : '.';
TEXT_ARROW    : '->>';
ARROW         : '->';
DOUBLE_COLON  : '::';
CONCAT        : '||';
EQUAL         : '=';
NOT_EQUAL     : '<>' | '!=';
LESS_EQUAL    : '<=';
GREATER_EQUAL : '>=';
LESS          : '<';
GREATER       : '>';
PLUS          : '+';
MINUS         : '-';
STAR          : '*';
SLASH         : '/';
PERCENT       : '%';

INTEGER : DIGIT+;
DECIMAL : DIGIT+ '.' DIGIT+ EXPONENT? | '.' DIGIT+ EXPONENT? | DIGIT+ EXPONENT;

STRING          : '\'' ( ~['] | '\'\'' )* '\'';
UNCLOSED_STRING : '\'' ( ~['] | '\'\'' )*;

QUOTED_NAME          : '"' ( ~["\r\n] | '""' )* '"';
UNCLOSED_QUOTED_NAME : '"' ( ~["\r\n] | '""' )*;

// the body up to the same tag is taken by code: a regular rule cannot remember the tag
DOLLAR_TEXT : '$' ( NAME_START NAME_PART* )? '$' { dollarText(UNCLOSED_DOLLAR_TEXT); };

IDENTIFIER : NAME_START NAME_PART*;

// a name built from parts: a variable in braces that touches a letter, a digit, _ or other braces
TEMPLATE_NAME
  : NAME_START NAME_PART* PART ( NAME_PART | PART )*
  | PART ( NAME_PART | PART )+
  ;

LINE_COMMENT  : '--' ~[\r\n]* -> channel(COMMENTS);
BLOCK_COMMENT : '/*' { blockComment(UNCLOSED_COMMENT); } -> channel(COMMENTS);
BLANK         : [\p{White_Space}\uFEFF\u200B]+ -> channel(BLANKS);

// last: the lexer never fails, whoever reads the tokens sees every character
UNRECOGNIZED : .;

fragment DIGIT      : [0-9];
fragment EXPONENT   : 'e' [+-]? DIGIT+;
fragment NAME_START : [\p{L}_];
fragment NAME_PART  : [\p{L}\p{M}\p{Nd}_];
fragment PART       : '{' NAME_START NAME_PART* ( '.' NAME_START NAME_PART* )? '}';
