import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, runScript } from '../../scripts/testing/scripts';

describe('with-node', () => {
  const withNode = (...args: readonly string[]) => runScript('infra/local/with-node.mjs', ...args);

  it('runs a command with the pinned Node.js and ends as it ends', () => {
    const { code, output } = withNode('node', '-p', 'process.execPath');
    expect([code, output.trim()]).toEqual([0, join(ROOT, 'node_modules/node/bin/node')]);
    expect(withNode('node', '-e', 'process.exit(7)').code).toBe(7);
  });

  it('refuses to run nothing', () => {
    expect(withNode()).toMatchObject({ code: 1, errors: expect.stringMatching(/^Usage: .* COMMAND \[ARGUMENTS\]\n$/) });
  });
});

describe('npm test', () => {
  // The path comes first: whatever follows --selectProjects is taken for the name of a project.
  const test = (path: string) => runScript('infra/local/test.mjs', path, '--selectProjects', 'rules');

  it('runs the tests that it is given and counts them', () => {
    const { code, output } = test('packages/contracts/src/vocabulary/money.test.ts');
    expect(output).toMatch(/^[1-9]\d* passed, 0 failed, 0 skipped$/m);
    expect(code).toBe(0);
  });

  it('fails when jest ends without a result', () => {
    const { code, errors } = test('no/such/test.ts');
    expect(code).toBe(1);
    expect(errors).toContain('jest ended without a result');
  });
});

describe('npm run load', () => {
  it.each([[], ['nothing']])('refuses %p and names what can be measured', (...args) => {
    const { code, errors } = runScript('infra/local/load.mjs', ...args);
    const names = readdirSync(join(ROOT, 'tests/load')).filter(
      (file) => file.endsWith('.ts') && !file.endsWith('.test.ts'),
    );
    expect(code).toBe(1);
    expect(errors).toBe(
      `Usage: npm run load -- NAME [OPTIONS], where NAME is one of: ${names.map((file) => file.replace('.ts', '')).join(', ')}.\n`,
    );
  });
});

describe('npm run faults', () => {
  it.each([
    ['--seed', 'x', '--seed is "x", but it must be a whole number.'],
    ['--only', 'P1', '--only is "P1", but it must name faults: F5 or F5,F9.'],
    ['--fast', '', 'Usage: npm run faults -- [--seed N] [--only F5,F6] [--slice] [--write]'],
  ])('refuses %s %s', (option, value, sentence) => {
    const { code, errors } = runScript('infra/local/faults.mjs', option, ...(value === '' ? [] : [value]));
    expect(code).toBe(1);
    expect(errors.trim().split('\n').at(-1)).toBe(sentence);
  });
});
