// The language for highlight.js on the corpus and on every example, read back from the HTML that it makes.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import hljs from 'highlight.js/lib/core';
import sql from 'highlight.js/lib/languages/sql';
import mig from '../highlightjs/mig.js';
import { blank, entries, picture, pictures } from './corpus.js';

hljs.registerLanguage('mig', mig);
hljs.registerLanguage('sql', sql);

const LETTERS = {
  'hljs-keyword': 'k',
  'hljs-literal': 'k',
  'hljs-built_in': 'f',
  'hljs-title function_': 'f',
  'hljs-type': 't',
  'hljs-string': '"',
  'hljs-number': '0',
  'hljs-comment': '-',
  'hljs-operator': '=',
  'hljs-meta': 'q',
  'language-sql': 'q',
};

const ENTITIES = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#x27;': "'" };

/** Calls back for each stretch of text with the classes around it, from the outside in. */
function stretches(html, each) {
  const open = [];
  for (const [part, name] of html.matchAll(/<span class="([^"]*)">|<\/span>|&[^;]+;|[^<&]+/g)) {
    if (name !== undefined) {
      open.push(name);
    } else if (part === '</span>') {
      open.pop();
    } else {
      each(ENTITIES[part] ?? part, open);
    }
  }
}

function letters(code) {
  const shown = blank(code);
  const { value, illegal } = hljs.highlight(code, { language: 'mig' });
  assert.equal(illegal, false);
  let at = 0;
  stretches(value, (text, classes) => {
    const name = classes.find((c) => c === 'language-sql') ?? classes[0];
    for (const unit of text.split('')) {
      if (name !== undefined && !/\s/.test(unit)) {
        assert.ok(name in LETTERS, name);
        shown[at] = LETTERS[name];
      }
      at++;
    }
  });
  assert.equal(at, code.length);
  return shown.join('');
}

// It has no class for names and for what is wrong, and one for all keywords.
const plain = (letters) => letters.replace(/[n!]/g, ' ').replace(/s/g, 'k');

for (const { name, code, letters: expected } of [...entries, ...pictures]) {
  test(`highlight.js: ${name}`, () => {
    assert.equal(picture(code, letters(code)), picture(code, plain(expected)));
  });
}

test('highlight.js: SQL of the user is coloured as SQL', () => {
  const { value } = hljs.highlight('sql sqlite $$ select 1 $$', { language: 'mig' });
  assert.match(value, /<span class="language-sql"> <span class="hljs-keyword">select<\/span>/);
});
