// The TextMate grammar, run by the library that VS Code runs it by, on the corpus and on every example.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import sqlGrammar from '@shikijs/langs/sql';
import oniguruma from 'vscode-oniguruma';
import textmate from 'vscode-textmate';
import { blank, entries, letter, picture, pictures, read } from './corpus.js';

const wasm = createRequire(import.meta.url).resolve('vscode-oniguruma/release/onig.wasm');
await oniguruma.loadWASM(readFileSync(wasm));
const registry = new textmate.Registry({
  onigLib: {
    createOnigScanner: (sources) => new oniguruma.OnigScanner(sources),
    createOnigString: (text) => new oniguruma.OnigString(text),
  },
  loadGrammar: async (scope) =>
    scope === 'source.mig'
      ? textmate.parseRawGrammar(read('../vscode/syntaxes/mig.tmLanguage.json'), 'mig.json')
      : scope === 'source.sql'
        ? sqlGrammar[0]
        : null,
});
const mig = await registry.loadGrammar('source.mig');

const SQL = 'meta.embedded.block.sql.mig';
const OUTER = ['source.mig', 'constant.character.escape.mig'];

/** Calls back for each token: its offset, its text, its scopes from the outside in. */
function tokens(code, each) {
  let state = textmate.INITIAL;
  let offset = 0;
  for (const line of code.split('\n')) {
    const read = mig.tokenizeLine(line, state);
    for (const { startIndex, endIndex, scopes } of read.tokens) {
      each(offset + startIndex, line.slice(startIndex, endIndex), scopes);
    }
    state = read.ruleStack;
    offset += line.length + 1;
  }
}

function letters(code) {
  const shown = blank(code);
  tokens(code, (at, text, scopes) => {
    const own = scopes.filter((s) => s.endsWith('.mig') && !OUTER.includes(s));
    const scope = own.includes(SQL) ? SQL : own.at(-1);
    for (let i = 0; i < text.length; i++) {
      if (scope !== undefined && !/\s/.test(text[i])) {
        shown[at + i] = letter(scope);
      }
    }
  });
  return shown.join('');
}

for (const entry of [...entries, ...pictures]) {
  test(`TextMate: ${entry.name}`, () => {
    assert.equal(picture(entry.code, letters(entry.code)), picture(entry.code, entry.letters));
  });
}

test('TextMate: SQL of the user is coloured as SQL', () => {
  const found = new Map();
  tokens('sql postgres $$ select 1 -- why\n$$ drop', (_, text, scopes) => found.set(text.trim(), scopes.at(-1)));
  assert.match(found.get('select'), /^keyword.*sql$/);
  assert.match(found.get('1'), /^constant.numeric.*sql$/);
  assert.match(found.get('why') ?? found.get('why\n') ?? found.get('-- why') ?? '', /^comment.*sql$/);
  assert.equal(found.get('drop'), 'keyword.other.mig');
});
