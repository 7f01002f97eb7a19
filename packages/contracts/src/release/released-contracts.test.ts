import { createHash } from 'node:crypto';
import { z } from 'zod';
import { brokenPromises } from '../../testing/released-contracts';
import { fileText, jsonFiles } from '../../testing/repository';

const BASELINE = 'packages/contracts/baseline';

/** What scripts/release-contracts.mjs stored at the last release. */
describe('the released contracts', () => {
  it('are kept by the current ones, for old consumers and for stored events', () => {
    const released = jsonFiles(BASELINE, /\.v\d+\.json$/);
    expect(Object.keys(released)).not.toEqual([]);
    expect(brokenPromises(released, jsonFiles('docs/schemas', /\.v\d+\.json$/))).toEqual([]);
  });

  it('have golden fixtures that nobody edits: put a further example beside them, into <Event>.v1.<what>.golden.json', () => {
    const digests = z.record(z.string(), z.string()).parse(JSON.parse(fileText(`${BASELINE}/fixtures.json`)));
    const edited = Object.entries(digests).filter(([file, sha256]) => {
      const text = fileText(`packages/contracts/fixtures/${file}`);
      return createHash('sha256').update(text).digest('hex') !== sha256;
    });
    expect(edited.map(([file]) => file)).toEqual([]);
  });
});
