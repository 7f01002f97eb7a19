// The form in which the formatter of this repository leaves a document alone.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fail, root } from '../../infra/local/prepare.mjs';

/** `file` names the form (.md or .json) and the folder whose settings count; nothing is written. */
export function formatted(file, text) {
  const done = spawnSync(join(root, 'node_modules/.bin/biome'), ['format', `--stdin-file-path=${file}`], {
    cwd: root,
    input: text,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  if (done.status !== 0) fail(`${file} cannot be formatted: ${done.stderr || done.error?.message}`);
  return done.stdout;
}

export const jsonText = (value) => `${JSON.stringify(value, null, 2)}\n`;
