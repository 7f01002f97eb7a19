// packages/contracts/baseline: the released state of the contracts, which every later change is compared with.
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { formatted } from './formatted.mjs';

const BASELINE = 'packages/contracts/baseline';

export function namesIn(folder) {
  mkdirSync(folder, { recursive: true });
  return readdirSync(folder).sort();
}

/** False before the first release of this checkout. */
export const wasReleased = (root) => namesIn(join(root, BASELINE)).some((name) => name.endsWith('.json'));

/** Stores the published schemas and the digests of the golden fixtures of a checkout; says how many there are. */
export function storeBaseline(root) {
  const schemas = namesIn(join(root, 'docs/schemas'));
  const fixtures = namesIn(join(root, 'packages/contracts/fixtures'));
  mkdirSync(join(root, BASELINE), { recursive: true });
  for (const name of schemas) store(root, name, readFileSync(join(root, 'docs/schemas', name), 'utf8'));
  const digests = fixtures.map((name) => {
    const text = readFileSync(join(root, 'packages/contracts/fixtures', name), 'utf8');
    return [name, createHash('sha256').update(text).digest('hex')];
  });
  store(root, 'fixtures.json', JSON.stringify(Object.fromEntries(digests)));
  return { schemas: schemas.length, fixtures: fixtures.length };
}

function store(root, name, text) {
  writeFileSync(join(root, BASELINE, name), formatted(`${BASELINE}/${name}`, text));
}
