// Every proof that docs/promises.md names must exist, every promise must have one, every fault must be named by the promises
// that it says it proves, and the page says which ones `npm test` leaves out; the same for the threats of docs/security.md.
// Run by npm run check; another checkout may be named: check-promises.mjs FOLDER.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(process.argv[2] ?? join(dirname(fileURLToPath(import.meta.url)), '..'));
const page = readFileSync(join(root, 'docs/promises.md'), 'utf8');
const faultFolder = 'tests/faults';
const wrong = [];

const rows = new Map(
  [...page.matchAll(/^\| (P\d+) \|(.*)\|$/gm)].map(([, promise, rest]) => [
    promise,
    [...rest.matchAll(/\]\(\.\.\/([^)]+)\)/g)].map(([, path]) => path),
  ]),
);
for (const [, path] of page.matchAll(/\]\(\.\.\/([^)#]+)\)/g))
  if (!existsSync(join(root, path))) wrong.push(`docs/promises.md names ${path}, which does not exist`);
for (const [promise, paths] of rows)
  if (!paths.some((path) => path.endsWith('.ts'))) wrong.push(`${promise} has no test that proves it`);

const leftOut = [];
for (const file of readdirSync(join(root, faultFolder))
  .filter((name) => name.endsWith('.fault.ts'))
  .sort()) {
  const source = readFileSync(join(root, faultFolder, file), 'utf8');
  const promises = /promises: \[([^\]]*)\]/.exec(source)?.[1]?.match(/P\d+/g) ?? [];
  if (/^ {2}isDeep: true,$/m.test(source)) leftOut.push(/\bid: '(F\d+)'/.exec(source)?.[1]);
  if (promises.length === 0) wrong.push(`${file} proves no promise`);
  for (const promise of promises)
    if (!rows.get(promise)?.includes(`${faultFolder}/${file}`)) wrong.push(`${promise} does not name ${file}`);
  if (!readFileSync(join(root, faultFolder, 'catalogue.ts'), 'utf8').includes(`./${file.replace(/\.ts$/, '')}'`))
    wrong.push(`${file} is not in the catalogue, so nobody plays it`);
}

const said = /`npm test` plays all of it but ([^`]*?), which take longer/.exec(page)?.[1]?.match(/F\d+/g) ?? [];
if (said.join() !== leftOut.join())
  wrong.push(
    `docs/promises.md says that npm test plays all but ${said.join(', ') || 'none'}, and the faults say: all but ${leftOut.join(', ') || 'none'}`,
  );

// docs/security.md: each row has a proof, and a proof is the name of a test, found in the file that it leads to.
const security = readFileSync(join(root, 'docs/security.md'), 'utf8');
const threats = security
  .split('\n')
  .filter((line) => line.startsWith('| ') && !line.startsWith('| ---') && !line.startsWith('| Threat '));
if (threats.length === 0) wrong.push('docs/security.md names no threat');
for (const threat of threats) {
  const proofs = [...threat.matchAll(/\[((?:[^[\]])+)\]\(\.\.\/([^)]+)\)/g)].map(([, name, path]) => ({ name, path }));
  const [, what] = threat.split('|');
  if (!proofs.some(({ path }) => /\.(test|fault)\.ts$/.test(path)))
    wrong.push(`docs/security.md has no test against:${what.trimEnd()}`);
  for (const { name, path } of proofs) {
    if (!existsSync(join(root, path))) wrong.push(`docs/security.md names ${path}, which does not exist`);
    else if (!readFileSync(join(root, path), 'utf8').includes(name))
      wrong.push(`docs/security.md names the test "${name}", which ${path} does not have`);
  }
}

for (const line of wrong) console.error(line);
process.exit(wrong.length === 0 ? 0 : 1);
