// mig for highlight.js: hljs.registerLanguage('mig', mig)
//
// SQL between $$ and $$ takes the colours of the language 'sql' where that is registered, too.

const words = (list) => '(?:' + list.trim().split(/\s+/).join('|') + ')';

// generated: KEYWORDS = keywords
const KEYWORDS = words(`
  action add affects after all alter and any as asc assert at auto back background batches between bit by
  cascade case cast change character check column columns combine combining conflict constraint contract copy
  count create date dedupe default define delete desc digest distinct double down drop each else end every
  exists expand expect expression extract fail false fill filled first fold for foreign from generated group
  identity if ilike in include index insert interval into irreversible is join keep key last left let lift like
  losing map matching merge migration missing move no not null of on ops or order parallel param pause per
  postgres precision primary references refuse remap rename replace repoint require restrict reverse row rows
  save saving set skip split sql sqlite sync table then time timestamp to triggers true type unchanged unique up
  update using validate validated values varying walk when where with within without zone
`);
// end of generated

// generated: STARTERS = starters
const STARTERS = words(`
  add after alter assert combine contract copy create dedupe define delete drop expand expect extract fill fold
  for if in include insert irreversible let lift map migration move on param remap rename replace require
  reverse save split sql update validate
`);
// end of generated

// generated: TYPE_WORDS = type words
const TYPE_WORDS = words(`
  bit character date double interval precision time timestamp varying zone
`);
// end of generated

// generated: TYPES = types
const TYPES = words(`
  bigint bit blob bool boolean bytea bytes char character charactervarying date decimal double doubleprecision
  float float4 float8 int int2 int4 int8 integer interval json jsonb numeric precision real smallint text time
  timestamp timestamptz timestampwithouttimezone timestampwithtimezone timewithouttimezone uuid varchar varying
  zone
`);
// end of generated

// generated: FUNCTIONS = functions
const FUNCTIONS = words(`
  abs add_days add_hours add_minutes add_months add_seconds add_years ascii at_zone avg base64_decode
  base64_encode bool_and bool_or ceil ceiling char_length chr coalesce concat concat_ws contains count
  current_date date_trunc day days_between div ends_with epoch exp extract floor format_date from_bytes
  from_zone gcd gen_random_uuid greatest hex_decode hex_encode hour ifnull iif initcap is_bigint is_boolean
  is_date is_double is_integer is_interval is_json is_number is_smallint is_time is_timestamp is_timestamptz
  is_uuid json_agg json_array json_array_length json_get json_has json_merge json_object json_remove json_set
  json_text json_type last_day lcm least left length ln log10 lower lpad ltrim make_date make_timestamp max md5
  md5_uuid min minute mod month months_between normalize now nullif octet_length pi position power random_token
  regexp_extract regexp_matches regexp_replace repeat replace reverse right round rpad rtrim second
  seconds_between sha224 sha256 sha384 sha512 sign slug split_part sqrt squeeze starts_with string_agg strpos
  substr substring sum to_bytes to_hex to_json to_timestamp translate trim trunc unaccent upper year
  years_between
`);
// end of generated

// generated: CONSTANTS = constants
const CONSTANTS = words(`
  false null true
`);
// end of generated

const { raw } = String;
const WORD = raw`[\p{L}_][\p{L}\p{M}\p{Nd}_]*`;
const END = raw`(?![\p{L}\p{M}\p{Nd}_])`;
const PART = raw`\{${WORD}(?:\.${WORD})?\}`;
const PIECE = raw`(?:[\p{L}\p{M}\p{Nd}_]|${PART})`;
const TEMPLATE = `(?:${WORD}${PART}${PIECE}*|${PART}${PIECE}+)`;
const QUOTED = raw`"(?:[^"\r\n]|"")*"(?!")`;
const ANY_NAME = `(?:${QUOTED}|${TEMPLATE}|${WORD})`;
const NAME = `(?:${QUOTED}|${TEMPLATE}|(?!${KEYWORDS}${END})${WORD})`;

const GAP = raw`[^\S\n]*`;
const BLANK = raw`[^\S\n]+`;
const DOT = raw`\.(?!\d)`;
const LONG_TYPES = `double${BLANK}precision|(?:bit|character)${BLANK}varying`;
const TYPE = `(?:${LONG_TYPES}|${TYPES})${END}(?!${GAP}${DOT})`;

// A statement begins a line, or stands behind a brace or a semicolon.
const OPENING = `(?:^|[{};])${GAP}`;

/** Parts in a row, each a pattern with its scope or with none. */
const row = (...parts) => ({
  match: parts.map(([pattern]) => pattern),
  scope: Object.fromEntries(parts.flatMap(([, scope], i) => (scope ? [[i + 1, scope]] : []))),
});

/** What begins a line or a block, and names that are words of the language there. */
const OPENINGS = [
  { match: `${OPENING}${KEYWORDS}(?=${GAP}=)` },
  row([OPENING], [`(?!${FUNCTIONS}${GAP}\\()${STARTERS}${END}(?!${GAP}${DOT})`, 'keyword']),
  row([`${OPENING}(?!(?:as|type)${END})${KEYWORDS}${BLANK}`], [TYPE, 'type']),
  row(
    [OPENING],
    [`(?!(?:${KEYWORDS}|${FUNCTIONS})${END})${WORD}(?=${GAP}\\()`, 'title.function'],
  ),
  row([OPENING], [`(?!${TYPE_WORDS}${GAP}')${TYPE_WORDS}${END}(?!${GAP}(?:\\(|${DOT}))`, 'keyword']),
];

const NAMES = [
  row([`${DOT}${GAP}${ANY_NAME}${BLANK}`], [TYPE, 'type']),
  { match: `${DOT}${GAP}${ANY_NAME}` },
  { match: `${WORD}(?=${GAP}${DOT})` },
  row([`${NAME}${BLANK}`], [TYPE, 'type']),
  { match: QUOTED },
  { match: raw`"[^\r\n]*` },
  { match: TEMPLATE },
];

const OTHERS = [
  row(['::', 'operator'], [GAP], [TYPE, 'type']),
  row([`(?:as|type)${BLANK}`, 'keyword'], [TYPE, 'type']),
  { scope: 'type', match: `with(?:out)?${BLANK}time${BLANK}zone${END}` },
  { scope: 'type', match: `${TYPE_WORDS}(?=${GAP}')` },
  { scope: 'built_in', match: `${FUNCTIONS}(?=${GAP}\\()` },
  { scope: 'literal', match: `${CONSTANTS}${END}` },
  { scope: 'keyword', match: `${KEYWORDS}${END}` },
  { match: WORD },
  { scope: 'number', match: raw`\d+\.\d+(?:e[+\-]?\d+)?|\.\d+(?:e[+\-]?\d+)?|\d+e[+\-]?\d+|\d+` },
  { scope: 'operator', match: raw`->>|->|::|\|\||<>|!=|<=|>=|[=<>+\-*\/%]` },
];

/** @type {import('highlight.js').LanguageFn} */
export default function mig(hljs) {
  const dollars = raw`\$((?:${WORD})?)\$`;
  return {
    name: 'mig',
    case_insensitive: true,
    unicodeRegex: true,
    disableAutodetect: true,
    contains: [
      hljs.COMMENT('--', '$'),
      hljs.COMMENT(raw`/\*`, raw`\*/`, { contains: ['self'] }),
      hljs.END_SAME_AS_BEGIN({
        begin: dollars,
        end: dollars,
        beginScope: 'meta',
        endScope: 'meta',
        subLanguage: 'sql',
      }),
      { scope: 'string', begin: "'", end: "'(?!')", contains: [{ match: "''" }] },
      ...OPENINGS,
      ...NAMES,
      ...OTHERS,
    ],
  };
}
