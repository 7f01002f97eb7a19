import { plant, runScript } from './testing/scripts';

const FILE = 'apps/payment/src/payouts/payout.rules.ts';
const BOUNDED = 'scripts/patterns/bounded.json';

const check = (text: string, others: Readonly<Record<string, string>> = {}) => {
  const { folder, remove } = plant({ [FILE]: text, ...others });
  const { code, output, errors } = runScript('scripts/check-patterns.mjs', folder);
  remove();
  return { code, told: (output + errors).trim() };
};

describe('the check of the patterns', () => {
  it('takes what reads each sign once, written down in one piece or in several', () => {
    const text = [
      'const DIGITS = String.raw`\\d{1,4}`;',
      'export const PATTERNS = [/^\\d{10}$/, /"[^"]*"$/s, new RegExp(DIGITS, "i"), RegExp("^a+$")];',
    ].join('\n');
    expect(check(text)).toEqual({ code: 0, told: '4 patterns are linear.' });
  });

  it.each([
    ['walks the text again for each bracket', 'export const A = /\\[[^\\]]*\\]/;', '2nd degree polynomial'],
    ['goes back for each blank', 'export const A = /\\s+$/;', '2nd degree polynomial'],
    ['tries all ways', 'export const A = /^(a+)+$/;', 'exponential'],
    ['is made of a constant', 'const B = "^(a+)+$"; export const A = new RegExp(B);', 'exponential'],
    [
      'is made of what only the program knows',
      'export const a = (b: string) => new RegExp(b);',
      'while the program runs',
    ],
  ])('refuses one that %s, with its place', (_what, text, sentence) => {
    const { code, told } = check(`// đồng\n${text}\n`);
    expect(code).toBe(1);
    expect(told).toContain(`${FILE}:2: `);
    expect(told).toContain(sentence);
  });

  it('leaves out what another reason bounds, and says when nothing needs the reason any more', () => {
    const reason = JSON.stringify([{ file: FILE, pattern: '\\s+$', why: 'a line of ours' }]);
    expect(check('export const A = /\\s+$/;', { [BOUNDED]: reason }).code).toBe(0);
    expect(check('export const A = /x/;', { [BOUNDED]: reason })).toEqual({
      code: 1,
      told: expect.stringContaining('names what is no longer slow'),
    });
  });

  it('does not judge again what was found linear, and says when it is gone', () => {
    const linear = { 'scripts/patterns/linear.json': JSON.stringify([' \\s+$']) };
    expect(check('export const A = /\\s+$/;', linear)).toEqual({ code: 0, told: '1 patterns are linear.' });
    expect(check('export const A = /x/;', linear)).toEqual({
      code: 1,
      told: expect.stringContaining('names a pattern that is gone'),
    });
  });

  it('leaves tests alone', () => {
    expect(check('export {};', { 'apps/payment/src/a.test.ts': 'const A = /\\s+$/;' }).code).toBe(0);
  });
});
