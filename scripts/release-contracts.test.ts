import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { plant, runScript, runWith } from './testing/scripts';

describe('the release of the contracts', () => {
  it('is refused while the documents are not those of the code', () => {
    const { folder, remove } = plant({ 'docs/errors.md': '# Errors of yesterday\n' });
    const { code, errors } = runScript('scripts/release-contracts.mjs', folder);
    remove();
    expect(code).toBe(1);
    expect(errors).toContain('docs/errors.md:1 is "# Errors of yesterday"');
    expect(errors).toContain('Not released: the generated documents are not those of the code.');
  });

  it('stores each schema and the digest of each fixture', () => {
    const fixture = '{"id":1}\n';
    const { folder, remove } = plant({
      'docs/schemas/CardIssued.v1.json': '{"title":"CardIssued"}',
      'packages/contracts/fixtures/CardIssued.v1.golden.json': fixture,
    });
    const { code, output } = runWith(
      'scripts/docs/baseline.mjs',
      `const before = module.wasReleased(${JSON.stringify(folder)});
       const stored = module.storeBaseline(${JSON.stringify(folder)});
       console.log(JSON.stringify([before, stored, module.wasReleased(${JSON.stringify(folder)})]));`,
    );
    const stored = (name: string) =>
      JSON.parse(readFileSync(join(folder, 'packages/contracts/baseline', name), 'utf8'));
    expect([code, JSON.parse(output)]).toEqual([0, [false, { schemas: 1, fixtures: 1 }, true]]);
    expect(stored('CardIssued.v1.json')).toEqual({ title: 'CardIssued' });
    expect(stored('fixtures.json')).toEqual({
      'CardIssued.v1.golden.json': createHash('sha256').update(fixture).digest('hex'),
    });
    remove();
  });
});
