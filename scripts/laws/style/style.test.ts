import type { Law } from '../finding.mts';
import { houseOf } from '../house/house.mts';
import { handwriting } from './handwriting.mts';
import { kinds } from './kinds.mts';
import { names } from './names.mts';
import { sizes } from './sizes.mts';
import { environment, plainOrder, plainTypes } from './words-of-code.mts';

const sentences = (law: Law, files: Readonly<Record<string, string>>) =>
  law.check(houseOf(new Map(Object.entries(files)))).map(({ sentence }) => sentence);
const of = (law: Law, text: string, path = 'apps/payment/src/payouts/payout.rules.ts') =>
  sentences(law, { [path]: text });

const linesOf = (count: number) => 'export {};\n'.repeat(count);

describe('The law of sizes', () => {
  it('finds a file, a function and a room that are too large', () => {
    expect(of(sizes, linesOf(251))).toEqual(['lines of the file: 251, at most 250; it holds more than one thing']);
    expect(of(sizes, `export const pay = () => {\n${'pay();\n'.repeat(69)}};\n`)).toEqual([
      'lines of the function pay: 71, at most 70; give its parts names',
    ]);
    const files = Object.fromEntries(
      Array.from({ length: 10 }, (_, index) => [`apps/a/src/rooms/f${index}.ts`, linesOf(121)]),
    );
    expect(sentences(sizes, files)).toEqual([
      'lines of the room: 1210, at most 1200; divide it by the things in it',
      'files of the room: 10, at most 9; divide it by the things in it',
    ]);
  });

  it.each(['#pay() {', 'constructor() {', 'static pay() {', 'get pay() {'])('measures %s', (head) => {
    expect(of(sizes, `class A {\n${head}\n${'pay();\n'.repeat(69)}}\n}\n`)).toHaveLength(1);
  });

  it('measures a method of an object', () => {
    expect(of(sizes, `const a = {\npay() {\n${'pay();\n'.repeat(69)}},\n};\n`)).toHaveLength(1);
  });

  it('counts rooms in a room and lines of a wing, but no tests', () => {
    const wing = Object.fromEntries(
      Array.from({ length: 7 }, (_, index) => [`apps/a/src/wing/r${index}/x.ts`, linesOf(750)]),
    );
    expect(sentences(sizes, wing)).toEqual(
      expect.arrayContaining([
        'rooms in it: 7, at most 6; put what belongs together into a wing',
        'lines of the wing: 5250, at most 5000; it holds two things',
      ]),
    );
    expect(sentences(sizes, { 'apps/a/src/rooms/x.test.ts': linesOf(900) })).toEqual([]);
  });
});

describe('The law of names', () => {
  it.each([
    ['apps/a/src/payout/payout.rules.ts', /^the folder payout is a register of things, so it is plural/],
    ['apps/a/src/payOuts/payout.rules.ts', /not written in kebab-case/],
    ['apps/a/src/payouts/test-support/payout.ts', /stands in the folder `testing`/],
    ['apps/a/src/payouts/payout.helper.ts', /^nobody knows what a file of the role helper does/],
    ['apps/a/src/payouts/payout.spec.test.ts', /^a test is called <thing>\.test\.ts/],
    ['apps/a/src/payouts/payout.rules.test.ts', /^a test of rules stands beside the rules/],
  ])('finds %s', (path, sentence) => {
    expect(sentences(names, { [path]: '' })).toEqual([expect.stringMatching(sentence)]);
  });

  it('finds a word that names nothing any more, where the words stand', () => {
    const files = { 'apps/a/src/ledger/entry.rules.ts': '', 'scripts/laws/style/words.mts': '' };
    const found = sentences(names, files);
    expect(found).toContain('no file and no folder is called payroll any more: take the word out');
    expect(found.filter((sentence) => / called (ledger|rules) /.test(sentence))).toEqual([]);
    expect(sentences(names, { 'apps/a/src/ledger/entry.rules.ts': '' })).toEqual([]);
  });

  it('lets registers, kinds of them, activities and known roles be', () => {
    const paths = [
      'src/payouts/payout.rules.ts',
      'src/payouts/payout.rules.test.ts',
      'src/watch/signals/cost/cost.store.ts',
      'src/service.ts',
      'src/targets/premium.target.ts',
      'src/payouts/payout.store.room.test.ts',
      'src/payouts/payout.room.test.ts',
    ];
    expect(sentences(names, Object.fromEntries(paths.map((path) => [`apps/a/${path}`, ''])))).toEqual([]);
  });
});

describe('The law of names, about what checks pass over', () => {
  it.each([
    ['apps/a/src/payouts/generated/payout.ts', /^checks pass over a folder called generated/],
    ['apps/a/src/dist/payout.ts', /^checks pass over a folder called dist/],
    ['apps/a/src/payouts/payout.mts', /^payout\.mts is read by no law/],
    ['apps/a/src/payouts/payout.store.js', /^payout\.store\.js is read by no law/],
    ['packages/http/testing/doors.cts', /^doors\.cts is read by no law/],
    ['apps/a/src/payouts/testing/rows.ts', /^what tests share stands in the folder `testing` beside src/],
    ['apps/a/src/payouts/f05-payout.fault.ts', /^nobody knows what a file of the role fault does/],
  ])('finds %s', (path, sentence) => {
    expect(sentences(names, { [path]: '' })).toContainEqual(expect.stringMatching(sentence));
  });

  it.each(['tests/faults/f05-relay.fault.ts', 'packages/kit/jest/setup.js', 'apps/a/testing/rows.ts'])(
    'lets be: %s',
    (path) => {
      expect(sentences(names, { [path]: '' })).toEqual([]);
    },
  );
});

describe('The law of handwriting', () => {
  it.each([
    ['export function pay() {}', 'pay is a function declaration: write `const pay = (...) => ...`'],
    ['export interface Payout {}', 'Payout is an interface: write `type Payout = { ... }`'],
    ['class A { private sum = 1; }', 'sum is private for the type checker alone: write #sum'],
    ['class A { constructor(private readonly db: Db) {} }', 'db is private for the type checker alone: write #db'],
    ['const maxLines = 3_000;', 'maxLines is data that is written down here: call it MAX_LINES'],
    ["const paid = new Set(['paid', 'settled']);", 'paid is data that is written down here: call it PAID'],
    [
      'export const checkPerson = () => {\n  throw reject();\n};',
      'checkPerson throws what is not allowed: a guard is named requirePerson',
    ],
  ])('finds: %s', (text, sentence) => {
    expect(of(handwriting, text)).toEqual([sentence]);
  });

  it.each([
    'export function* pages() {}',
    'export function isPaid(payout: unknown): asserts payout is Payout { throw new Error(); }',
    'const MAX_LINES = 3_000;',
    'const known = new Map<string, string>();',
    'const rates = ratesOf(2026);',
    'export const checkIn = () => {\n  throw reject();\n};',
    'export const checkSum = (digits: string) => 1;',
    'class A { #sum = 1; }',
  ])('lets be: %s', (text) => {
    expect(of(handwriting, text)).toEqual([]);
  });
});

describe('The law of kinds', () => {
  it('finds the second question about one kind', () => {
    const text =
      "export const textOf = (payout) => {\n  if (payout.kind === 'pension') return 1;\n  if (payout.kind === 'advance') return 2;\n};";
    expect(of(kinds, text)).toEqual([
      expect.stringMatching(/^textOf asks payout\.kind for pension, then advance: make it a table/),
    ]);
  });

  it.each([
    [
      "export const f = ({ channel }) => (channel === 'bank' ? 1 : channel === 'post' ? 2 : 3);",
      /^f asks channel for bank, then post/,
    ],
    [
      "export const f = (line) => { switch (line.kind) { case 'a': return 1; case 'b': return 2; } };",
      /^f asks line\.kind/,
    ],
    ["export const f = (line) => ['a', 'b'].includes(line.kind);", /^f asks line\.kind for a, then b/],
    [
      "export const f = (line) => { if (line['bucket'] === 'a') g(); else if (line['bucket'] === 'b') h(); };",
      /^f asks line/,
    ],
    ["class A { #f(line) { if (line.kind === 'a') g(); else if (line.kind === 'b') h(); } }", /^f asks line\.kind/],
    [
      "export const f = (line) => { if (line.kind === 'a') g(); if (line.kind === 'b') h(); unreachable(other); };",
      /^f asks/,
    ],
  ])('finds a chain however it is written: %s', (text, sentence) => {
    for (const path of ['apps/payment/src/payouts/payout.rules.ts', 'packages/http/src/x.ts'])
      expect(of(kinds, text, path)).toEqual([expect.stringMatching(sentence)]);
  });

  it.each([
    "export const f = (line) => { switch (line.kind) { case 'a': return 1; case 'b': return 2; default: return unreachable(line); } };",
    "export const f = (line) => { switch (line.kind) { case 'a': return 1; case 'b': return 2; default: return line satisfies never; } };",
    "export const f = (line) => { if (line.kind === 'a') return 1; if (line.kind === 'b') return 2; line.kind satisfies 'c'; return 3; };",
    "class A { f(line) { return line.kind === 'a'; } g(line) { return line.kind === 'b'; } }",
    'export const f = (line) => LISTED.includes(line.kind);',
    "export const f = (line) => (line.kind === 'start' ? 1 : 2);",
    'const TEXTS = { pension: 1, advance: 2 } satisfies Record<Kind, number>;\nexport const f = (kind) => TEXTS[kind];',
    "export const mayRead = ({ kind }) => kind === 'agency' || kind === 'bank';",
  ])('lets be: %s', (text) => {
    expect(of(kinds, text)).toEqual([]);
  });
});

describe('Words of code', () => {
  it('finds process.env outside of config.ts, and casts that believe anything', () => {
    expect(of(environment, 'export const port = process.env.PORT;')).toEqual([
      'process.env is read only in config.ts: take the value from there',
    ]);
    expect(of(environment, 'export const port = process.env.PORT;', 'apps/payment/src/config.ts')).toEqual([]);
    expect(of(environment, '// not process.env')).toEqual([]);
    // Put together, so that this file does not say the words itself.
    for (const words of [
      ['x as unknown', 'as Y'],
      ['// biome', 'ignore lint'],
    ])
      expect(of(plainTypes, words.join(words[0]?.startsWith('//') ? '-' : ' '))).toHaveLength(1);
  });

  it('finds orders and letters that depend on the language of the machine', () => {
    for (const words of [
      ['names.sort((one, other) => one.locale', 'Compare(other));'],
      ['const order = new Intl.', 'Collator();'],
      ['const text = name.toLocale', 'UpperCase();'],
    ])
      expect(of(plainOrder, words.join(''))).toHaveLength(1);
    expect(of(plainOrder, "const order = new Intl.Collator('vi');")).toEqual([]);
    expect(of(plainOrder, 'names.sort(byText);')).toEqual([]);
  });
});
