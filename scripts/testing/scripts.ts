import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** The checkout. */
export const ROOT = join(__dirname, '../..');

export type Ended = { readonly code: number | null; readonly output: string; readonly errors: string };

const runNode = (args: readonly string[]): Ended => {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: ROOT, encoding: 'utf8' });
  return { code: status, output: stdout, errors: stderr };
};

/** Runs a script of this checkout as a user would, and waits for its end. */
export const runScript = (script: string, ...args: readonly string[]): Ended => runNode([join(ROOT, script), ...args]);

/** Runs a few lines that use the exports of a module: scripts are ES modules, which a test cannot import. */
export const runWith = (module: string, lines: string): Ended =>
  runNode(['--input-type=module', '-e', `import * as module from ${JSON.stringify(join(ROOT, module))};\n${lines}`]);

/** A folder with these files, and how to remove it. */
export const plant = (files: Readonly<Record<string, string>>): { folder: string; remove: () => void } => {
  const folder = mkdtempSync(join(tmpdir(), 'ansinh-scripts-'));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
};
