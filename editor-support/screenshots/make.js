// Draws docs/images/mig-dark.png and mig-light.png: a script in the colours of the TextMate grammar, by Shiki and a Chromium.
//   npm ci && npm run screenshots
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createHighlighter } from 'shiki';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const browsers = ['chromium', 'chromium-browser', 'google-chrome'];
const code = readFileSync(here('example.mig'), 'utf8').trimEnd();
const lines = code.split('\n');
const width = 40 + 8.43 * Math.max(...lines.map((line) => line.length));
const height = 40 + 21 * lines.length;

/** What comes out as whole pixels, too. */
const rounded = (size) => 5 * Math.ceil(size / 5);

const grammar = JSON.parse(readFileSync(here('../vscode/syntaxes/mig.tmLanguage.json'), 'utf8'));
const themes = { dark: 'dark-plus', light: 'light-plus' };
const highlighter = await createHighlighter({
  langs: ['sql', { ...grammar, name: 'mig', embeddedLangs: ['sql'] }],
  themes: Object.values(themes),
});

/** The first Chromium that is on this machine. */
function browse(args) {
  for (const browser of browsers) {
    try {
      return execFileSync(browser, args, { stdio: 'pipe' });
    } catch (error) {
      if (error.code !== 'ENOENT') {
        throw error;
      }
    }
  }
  throw new Error(`none of these is on this machine: ${browsers.join(', ')}`);
}

mkdirSync(here('../../docs/images/'), { recursive: true });
const folder = mkdtempSync(join(tmpdir(), 'mig-screenshots-'));
try {
  for (const [name, theme] of Object.entries(themes)) {
    const page = join(folder, `${name}.html`);
    const picture = here(`../../docs/images/mig-${name}.png`);
    const html = highlighter.codeToHtml(code, { lang: 'mig', theme, tokenizeTimeLimit: 0 });
    writeFileSync(
      page,
      `<!doctype html><meta charset="utf-8"><style>
        html, body { margin: 0; background: ${highlighter.getTheme(theme).bg}; }
        pre { margin: 0; padding: 20px; }
        code { font: 14px/21px 'DejaVu Sans Mono', Menlo, Consolas, monospace; }
      </style>${html}`,
    );
    browse([
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--hide-scrollbars',
      '--force-device-scale-factor=1.6',
      `--window-size=${rounded(width)},${rounded(height)}`,
      `--user-data-dir=${join(folder, 'profile')}`,
      `--screenshot=${picture}`,
      `file://${page}`,
    ]);
    console.log(`${picture}: ${Math.round(statSync(picture).size / 1024)} kB`);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
