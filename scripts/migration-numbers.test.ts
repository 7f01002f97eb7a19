import { globSync } from 'node:fs';
import { basename, join } from 'node:path';

const ROOT = join(__dirname, '..');

/** Every service runs the migrations of packages in order of their numbers, from all folders together. */
const twiceIn = (files: readonly string[]): readonly string[] => {
  const names = files.map((file) => basename(file));
  const numberOf = (name: string): string => name.slice(0, name.indexOf('_'));
  return names.filter((name) => names.some((other) => other !== name && numberOf(other) === numberOf(name)));
};

describe('the migrations of packages', () => {
  it('have numbers of their own, whatever package they are of', () => {
    const files = globSync('packages/*/migrations/*.sql', { cwd: ROOT });
    expect(files.length).toBeGreaterThan(10);
    expect(twiceIn(files)).toEqual([]);
  });

  it('of which two have one number are found', () => {
    expect(twiceIn(['audit/0028_a.sql', 'database/0028_b.sql', 'jobs/0029_c.sql'])).toEqual([
      '0028_a.sql',
      '0028_b.sql',
    ]);
  });
});
