// Starts the language server `mig lsp` for .mig files, and says plainly when it cannot.
const fs = require('node:fs');
const path = require('node:path');
const vscode = require('vscode');
const { CloseAction, ErrorAction, LanguageClient, State } = require('vscode-languageclient/node');

/** The snippets of the server are in the extension, too, so that they are there without it. */
const snippets = Object.values(require('../snippets/mig.json')).map(({ body }) => body.join('\n'));

/** @type {LanguageClient | undefined} */
let client;

/** @type {vscode.OutputChannel} */
let output;

/** The program by the settings: on the path, absolute, or relative to the folder that is open. */
function program() {
  const set = vscode.workspace.getConfiguration('mig').get('path', '').trim() || 'mig';
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath;
  const isPath = /[\\/]/.test(set);
  return isPath && !path.isAbsolute(set) && folder ? path.join(folder, set) : set;
}

function isThere(command) {
  const folders = path.isAbsolute(command) ? [''] : (process.env.PATH ?? '').split(path.delimiter);
  const endings = process.platform === 'win32' ? ['', '.exe', '.cmd', '.bat'] : [''];
  return folders.some((folder) =>
    endings.some((ending) => fs.existsSync(path.join(folder, command + ending))),
  );
}

/** Two lists of the same snippets help nobody. */
function withoutOurs(completions) {
  const items = Array.isArray(completions) ? completions : completions?.items;
  const others = items?.filter((item) => !snippets.includes(item.insertText?.value));
  return Array.isArray(completions) ? others : completions && { ...completions, items: others };
}

async function sayItIsMissing(command) {
  const settings = 'Open settings';
  const choice = await vscode.window.showWarningMessage(
    `The program '${command}' is not found, so there are colours and snippets only. Set mig.path to where it is.`,
    settings,
  );
  if (choice === settings) {
    await vscode.commands.executeCommand('workbench.action.openSettings', 'mig.path');
  }
}

async function start() {
  const command = program();
  if (!isThere(command)) {
    sayItIsMissing(command);
    return;
  }
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath;
  client = new LanguageClient(
    'mig',
    'mig',
    { command, args: ['lsp'], options: { cwd: folder, shell: process.platform === 'win32' } },
    {
      documentSelector: [
        { language: 'mig', scheme: 'file' },
        { language: 'mig', scheme: 'untitled' },
      ],
      outputChannel: output,
      middleware: {
        provideCompletionItem: async (document, position, context, token, next) =>
          withoutOurs(await next(document, position, context, token)),
      },
      errorHandler: {
        error: () => ({ action: ErrorAction.Continue }),
        closed: () => ({
          action: CloseAction.DoNotRestart,
          message: "'mig lsp' has ended. The output 'mig' says why; 'mig: Restart the language server' starts it again.",
        }),
      },
    },
  );
  await client.start();
}

async function stop() {
  const running = client;
  client = undefined;
  if (running && running.state !== State.Stopped) {
    await running.stop();
  }
}

async function restart() {
  try {
    await stop();
    await start();
  } catch (error) {
    output.appendLine(String(error));
    vscode.window.showErrorMessage(`'mig lsp' could not be started: ${error}`);
  }
}

async function activate(context) {
  output = vscode.window.createOutputChannel('mig');
  context.subscriptions.push(
    output,
    vscode.commands.registerCommand('mig.restart', restart),
    vscode.commands.registerCommand('mig.showOutput', () => output.show()),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration('mig.path')) {
        return restart();
      }
    }),
    vscode.workspace.onDidGrantWorkspaceTrust(restart),
  );
  if (vscode.workspace.isTrusted) {
    await restart();
  }
}

module.exports = { activate, deactivate: stop };
