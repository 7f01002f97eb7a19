import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const ROOT = resolve(__dirname, '../..');

/** The commands of a page, in order, as one script: every ```bash block of it. */
const scriptOf = (page: string): string =>
  [...readFileSync(join(ROOT, page), 'utf8').matchAll(/```bash\n([\s\S]*?)```/g)].map(([, block]) => block).join('\n');

/** What a page promises: `command   # value` means that the command prints this value (up to a colon). */
export const promisesOf = (page: string): string[] =>
  [...scriptOf(page).matchAll(/^field .*?#\s*([^:\n]+)/gm)].map(([, value]) => (value ?? '').trim());

export type PageRun = {
  readonly code: number | null;
  readonly output: string;
  /** What its `field` lines with a promise printed. */
  readonly values: readonly string[];
  /** What it left in the checkout. */
  readonly left: readonly string[];
};

/** Runs a page as a new user would, in a shell of its own, in a folder that plays the checkout. */
export const runPage = (page: string, gatewayUrl: string): Promise<PageRun> => {
  const folder = mkdtempSync(join(tmpdir(), 'ansinh-page-'));
  writeFileSync(join(folder, 'package.json'), '{}');
  const script = scriptOf(page)
    .replace(/^(field .*?)\s+#.*$/gm, 'printf "\\nVALUE %s\\n" "$($1)"')
    .replace(/npm run --silent sample --/g, `node ${ROOT}/infra/local/dist/sample-files.js`)
    .replace(/npm run --silent token --/g, `node ${ROOT}/infra/local/dist/sign-ins/main.js`);
  return new Promise((done) => {
    const shell = spawn('bash', ['-euo', 'pipefail', '-c', script], {
      cwd: folder,
      env: { ...process.env, GATEWAY: gatewayUrl },
    });
    let output = '';
    shell.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    shell.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
    shell.on('close', (code) => {
      const left = readdirSync(folder).filter((name) => name !== 'package.json');
      rmSync(folder, { recursive: true, force: true });
      done({ code, output, values: [...output.matchAll(/^VALUE (.*)$/gm)].map(([, value]) => value ?? ''), left });
    });
  });
};
