// The code that every editor colours in the tests, with the letter that each place of it must have.
import { readFileSync, readdirSync } from 'node:fs';

const LETTERS = {
  'keyword.control.mig': 's',
  'keyword.other.mig': 'k',
  'constant.language.mig': 'k',
  'variable.other.mig': 'n',
  'support.function.mig': 'f',
  'entity.name.function.mig': 'f',
  'support.type.mig': 't',
  'string.quoted.single.mig': '"',
  'constant.numeric.mig': '0',
  'comment.line.double-dash.mig': '-',
  'comment.block.mig': '-',
  'keyword.operator.mig': '=',
  'meta.embedded.block.sql.mig': 'q',
  'invalid.illegal.mig': '!',
  'punctuation.mig': ' ',
};

export const read = (path) => readFileSync(new URL(path, import.meta.url), 'utf8');

/** Fails on a scope that the corpus has and nobody draws. */
export function letter(scope) {
  if (!(scope in LETTERS)) {
    throw new Error(`no letter for ${scope}`);
  }
  return LETTERS[scope];
}

/** The corpus: a name, code, its tokens, and its letters. */
export const entries = JSON.parse(read('../corpus.json')).map((entry) => {
  const letters = blank(entry.code);
  for (const token of entry.tokens) {
    for (let i = 0; i < token.text.length; i++) {
      if (!/\s/.test(token.text[i])) {
        letters[token.at + i] = letter(token.scope);
      }
    }
  }
  return { ...entry, letters: letters.join('') };
});

/** The pictures of the examples by name: the text, without blank lines, and its letters. */
export const pictures = readdirSync(new URL('snapshots/', import.meta.url)).map((file) => {
  const lines = read(`snapshots/${file}`).split('\n').slice(0, -1);
  const code = lines.filter((_, i) => i % 2 === 0).map((line) => line.slice(2));
  const letters = lines
    .filter((_, i) => i % 2 === 1)
    .map((line, i) => line.slice(2).padEnd(code[i].length));
  return { name: file.replace('.txt', ''), code: code.join('\n'), letters: letters.join('\n') };
});

/** One blank for each place of a text, its line ends as they are. */
export function blank(code) {
  return Array.from({ length: code.length }, (_, i) => (code[i] === '\n' ? '\n' : ' '));
}

/** Code with letters below each line, to be compared as a whole. */
export function picture(code, letters) {
  const below = letters.split('\n');
  return code
    .split('\n')
    .map((line, i) => `${line}\n${below[i].trimEnd()}`)
    .join('\n');
}
