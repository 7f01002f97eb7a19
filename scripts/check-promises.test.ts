import { plant, ROOT, runScript } from './testing/scripts';

const FAULT = "export const f01 = fault({\n  id: 'F1',\n  promises: ['P1', 'P2'],\n  title: 'does not hold',\n});\n";
const PROOF = '[F1](../tests/faults/f01-x.fault.ts)';
const PAGE = Array.from({ length: 11 }, (_, index) => `| P${index + 1} | what | how | ${PROOF} |`).join('\n');
const THREAT = '| A threat | a defence | [does not hold](../tests/faults/f01-x.fault.ts) |';
const SECURITY = `| Threat | Defence | Proof |\n| --- | --- | --- |\n${THREAT}\n`;
const CHECKOUT = {
  'docs/promises.md': PAGE,
  'docs/security.md': SECURITY,
  'tests/faults/f01-x.fault.ts': FAULT,
  'tests/faults/catalogue.ts': "import { fault } from './f01-x.fault';\n",
};

const check = (changes: Readonly<Record<string, string>>) => {
  const { folder, remove } = plant({ ...CHECKOUT, ...changes });
  const ended = runScript('scripts/check-promises.mjs', folder);
  remove();
  return [ended.code, ended.errors.trim()];
};

describe('the check of the promises', () => {
  it('accepts this checkout, and a page on which every promise has its proof', () => {
    expect(runScript('scripts/check-promises.mjs', ROOT).code).toBe(0);
    expect(check({})).toEqual([0, '']);
  });

  it.each([
    [
      'a proof that does not exist',
      PAGE.replaceAll('f01-x', 'f02-y'),
      'names tests/faults/f02-y.fault.ts, which does not',
    ],
    [
      'a promise without a test',
      PAGE.replace(`| P7 | what | how | ${PROOF} |`, '| P7 | what | how | - |'),
      'P7 has no test',
    ],
    [
      'a fault that its promise does not name',
      PAGE.replace(PROOF, '[x](../tests/faults/catalogue.ts)'),
      'P1 does not name f01-x',
    ],
  ])('refuses %s', (_what, page, sentence) => {
    expect(check({ 'docs/promises.md': page })).toEqual([1, expect.stringContaining(sentence)]);
  });

  it.each([
    ['a threat without a test', SECURITY.replace(/\[.*\)/, 'none'), 'no test against: A threat'],
    ['a test that is called otherwise', SECURITY.replace('does not hold', 'holds on'), 'names the test "holds on"'],
    [
      'a test that does not exist',
      SECURITY.replace('f01-x', 'f02-y'),
      'names tests/faults/f02-y.fault.ts, which does not',
    ],
    ['a page without threats', '# Security\n', 'names no threat'],
  ])('refuses of the page on security %s', (_what, page, sentence) => {
    expect(check({ 'docs/security.md': page })).toEqual([1, expect.stringContaining(sentence)]);
  });

  it('refuses a fault that proves nothing, and one that nobody plays', () => {
    expect(check({ 'tests/faults/f01-x.fault.ts': 'does not hold' })).toEqual([
      1,
      expect.stringContaining('proves no promise'),
    ]);
    expect(check({ 'tests/faults/catalogue.ts': '' })).toEqual([1, expect.stringContaining('is not in the catalogue')]);
  });

  it('refuses a promise of any number without a test', () => {
    const page = `${PAGE}\n| P12 | what | how | - |`;
    expect(check({ 'docs/promises.md': page })).toEqual([1, 'P12 has no test that proves it']);
  });

  it('refuses a page that leaves out other faults than npm test does', () => {
    const restarting = FAULT.replace('});', '  isDeep: true,\n});');
    const page = `${PAGE}\n\`npm test\` plays all of it but F1, which take longer.`;
    expect(check({ 'docs/promises.md': page, 'tests/faults/f01-x.fault.ts': restarting })).toEqual([0, '']);
    expect(check({ 'tests/faults/f01-x.fault.ts': restarting })).toEqual([
      1,
      expect.stringContaining('all but none, and the faults say: all but F1'),
    ]);
    expect(check({ 'docs/promises.md': page })).toEqual([1, expect.stringContaining('all but F1, and the faults say')]);
  });
});
