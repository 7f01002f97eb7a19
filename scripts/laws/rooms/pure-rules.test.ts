import { houseOf } from '../house/house.mts';
import { pureRules } from './pure-rules.mts';

const sentences = (rule: string, others: Readonly<Record<string, string>> = {}) =>
  pureRules
    .check(
      houseOf(
        new Map([
          ['apps/payment/src/payouts/payout.rules.ts', rule],
          ['apps/payment/src/payouts/payout.store.ts', 'export type Row = {};'],
          ['apps/payment/src/config.ts', "import { readFileSync } from 'node:fs';"],
          [
            'apps/payment/rooms.json',
            JSON.stringify({ rooms: { payouts: { libraries: ['node:crypto', '@ansinh/xml'] } } }),
          ],
          ...Object.entries(others),
        ]),
      ),
    )
    .map(({ sentence }) => sentence);

describe('The law of pure rules', () => {
  it.each([
    "import { reject } from '@ansinh/contracts/catalogue/problems';",
    "import { z } from 'zod';",
    "import spec from './fields.json';",
    "import type { Row } from './payout.store';",
    "import { type Row } from './payout.store';",
    "import { createHash } from 'node:crypto';",
    "import { readXml } from '@ansinh/xml/reader';",
    'export const of = (day: Date, step: Step) => new Date(day.getTime() + step.process.now);',
    'export const steps = (step) => step.process?.fetch ?? { process: 1 };',
    'export const at = (text: string) => Date.UTC(2026, 1) + Date.parse(text) + new Date(text).getTime();',
    'export const isDay = (value: unknown) => value instanceof Date;',
    'export const { max, floor } = Math;',
    'export const sorted = (lines: readonly string[]) => [...lines].sort();',
    'const KNOWN = new Map([[1, 2]]);\nexport const of = (key: number) => KNOWN.get(key);',
    'const NONE: readonly string[] = [];\nexport const none = () => NONE;',
    'const LINES = [1];\nexport const f = () => {\n  const lines: number[] = [];\n  lines.push(...LINES);\n  return lines.sort();\n};',
    'const TABLE = { a: [], b: [1] };\nexport const f = (lines: number[]) => {\n  const found = new Map();\n  for (const line of lines) found.set(line, TABLE.b.length);\n  return found;\n};',
    'class Reader { #seen = new Set(); take(line) { this.#seen.add(line); } }\nexport const read = () => new Reader();',
    '// new Date() is what a rule is given\nexport const at = (now: Date) => now;',
  ])('lets be: %s', (rule) => {
    expect(sentences(rule)).toEqual([]);
  });

  it.each([
    [
      "import { save } from './payout.store';",
      /^this rule imports apps\/payment\/src\/payouts\/payout.store.ts: rules import no store/,
    ],
    [
      "import { readFile } from 'node:fs/promises';",
      /^this rule imports node:fs\/promises: a rule knows rules, contracts and zod/,
    ],
    ["import { openDatabase } from '@ansinh/database';", /^this rule imports @ansinh\/database/],
    ["import { limit } from '../config';", /^this rule imports apps\/payment\/src\/config.ts, which imports node:fs/],
    [
      'export const now = () => new Date();',
      /^this rule uses new Date\(\): the clock, random values, settings and what is kept/,
    ],
    ['export const id = () => crypto.randomUUID();', /^this rule uses crypto\.randomUUID/],
    ["import { randomUUID } from 'node:crypto';", /^this rule uses randomUUID/],
    ['export const now = () => new Date;', /^this rule uses new Date\(\)/],
    ['export const now = () => Date();', /^this rule uses Date\(\)/],
    ['const { now } = Date;', /^this rule uses Date\.now/],
    ["export const asked = fetch('https://bank.vn');", /^this rule uses fetch/],
    ['export const key = crypto.getRandomValues(new Uint8Array(8));', /^this rule uses crypto\.getRandomValues/],
    ['const { env } = process;', /^this rule uses process/],
    ['let last = 0;', /^this rule uses let outside of a function/],
    ['export const limit = process.env.LIMIT;', /^this rule uses process:/],
    ['const D = Date;\nexport const now = () => new D();', /^this rule uses Date under another name:/],
    ['export const now = () => make(Date);', /^this rule uses Date under another name:/],
    ['export const now = (key) => Date[key]();', /^this rule uses Date\.\[\.\.\.\]:/],
    ['export const now = () => new globalThis.Date();', /^this rule uses globalThis:/],
    ['const { parse, ...others } = Date;', /^this rule uses Date\.\[\.\.\.\]:/],
    ['class Clock extends Date {}', /^this rule uses Date under another name:/],
    ['export const clock = { Date };', /^this rule uses Date under another name:/],
    ['export const now = (at: Date) => new at.constructor();', /^this rule uses constructor:/],
    ['const M = Math;', /^this rule uses Math under another name:/],
    ["const make = Function;\nexport const now = make('return 1');", /^this rule uses Function:/],
    ['const I = Intl;', /^this rule uses Intl:/],
    ['export const text = (sum: number) => sum.toLocaleString();', /^this rule uses toLocaleString:/],
    [
      'export const hour = (at: Date) => at.getHours();',
      /^this rule uses getHours: .* and so are time zone and language$/,
    ],
    ["import * as c from 'node:crypto';", /^this rule uses all of node:crypto/],
    ["import c from 'node:crypto';", /^this rule uses all of node:crypto/],
    ["import { webcrypto as c } from 'node:crypto';", /^this rule uses webcrypto/],
  ])('finds the impure: %s', (rule, sentence) => {
    expect(sentences(rule)).toEqual([expect.stringMatching(sentence)]);
  });

  it.each([
    'const known = new Map();',
    'const KNOWN: Map<string, number> = new Map();',
    'const known = new WeakMap(pairs);',
    'const seen = [];',
    'const last = {};',
    'const KNOWN = { of: new Set() };',
    'class Seen { static all = new Set(); }',
  ])('finds what begins empty, to be filled between two calls: %s', (rule) => {
    expect(sentences(rule)).toEqual([expect.stringMatching(/^this rule uses the empty \w+, which is filled later: /)]);
  });

  it.each([
    'const KEPT = new Map([[1, 2]]);\nexport const f = (key) => KEPT.set(key, 1);',
    "const KEPT = new Map([[1, 2]]);\nexport const f = (key) => KEPT['set'](key, 1);",
    'const KEPT = [1];\nexport const f = (line) => { KEPT.push(line); };',
    'const KEPT = [1];\nexport const f = () => KEPT.sort();',
    'const KEPT = { last: 1 };\nexport const f = (line) => { KEPT.last = line; };',
    'const KEPT = { last: 1 };\nexport const f = () => KEPT.last++;',
    'const KEPT = { last: 1 };\nexport const f = () => { delete KEPT.last; };',
    'const KEPT = { last: 1 };\nexport const f = (line) => { [KEPT.last] = [line]; };',
    'const KEPT = { last: 1 };\nexport const f = (line) => Object.assign(KEPT, line);',
    'const KEPT = { of: { a: [1] } };\nexport const f = (line) => KEPT.of[line.kind].push(line);',
    'const KEPT = new Map([[1, [2]]]);\nexport const f = (line) => KEPT.get(line)?.push(line);',
    'const KEPT = new Map([[1, [2]]]);\nexport const f = (line) => {\n  const known = KEPT.get(line);\n  known.push(line);\n};',
    'const KEPT = { list: [1] };\nexport const f = (line) => {\n  const { list } = KEPT;\n  list.push(line);\n};',
    'const KEPT = [{ a: 1 }];\nexport const f = () => {\n  for (const one of KEPT) one.a = 2;\n};',
    'const KEPT = listOf(1);\nexport const f = () => KEPT.next();',
    "import { KEPT } from './sums';\nexport const f = (line) => KEPT.add(line);",
    "import { KEPT } from './sums';\nexport const f = (line) => KEPT.list.push(line);",
    'export const KEPT = (line) => {\n  KEPT.last = line;\n};',
    'const KEPT = /a/g;\nexport const f = (text) => KEPT.exec(text);',
  ])('finds what keeps something between two calls: %s', (rule) => {
    const others = { 'apps/payment/src/payouts/sums.ts': 'export const KEPT = 1;' };
    expect(sentences(rule, others)).toEqual([expect.stringMatching(/^this rule uses what KEPT keeps: /)]);
  });

  it('finds what is required, and lets a word of another file be that changes nothing', () => {
    expect(sentences("const { save } = require('./payout.store');")).toEqual([
      expect.stringMatching(/^this rule imports apps\/payment\/src\/payouts\/payout\.store\.ts/),
      expect.stringMatching(/^this rule uses require: /),
    ]);
    const sums = { 'apps/payment/src/payouts/sums.ts': 'export const sum = { add: (one, other) => one + other };' };
    expect(sentences("import { sum } from './sums';\nexport const f = (line) => sum.add(line, 1);", sums)).toEqual([]);
  });

  it('finds objects of a class, and functions that are called when the file is loaded', () => {
    expect(sentences("import { LRUCache } from '@ansinh/xml';\nconst known = new LRUCache({ max: 1 });")).toEqual([
      expect.stringMatching(/^this rule uses an object of its own \(LRUCache\): /),
    ]);
    expect(sentences('export const next = (() => {\n  let last = 0;\n  return () => last++;\n})();')).toEqual([
      expect.stringMatching(/^this rule uses what a function keeps that is called when the file is loaded: /),
    ]);
  });

  it('follows files without a role, and lets the pure ones be', () => {
    const rule = "import { add } from './sums';";
    expect(sentences(rule, { 'apps/payment/src/payouts/sums.ts': "import { z } from 'zod';" })).toEqual([]);
    expect(sentences(rule, { 'apps/payment/src/payouts/sums.ts': 'export const now = Date.now();' })).toEqual([
      expect.stringMatching(/^this rule imports apps\/payment\/src\/payouts\/sums.ts, which uses Date\.now/),
    ]);
  });

  it('follows files without a role that import each other, from whichever it begins', () => {
    const others = {
      'apps/payment/src/payouts/one.ts': "import { two } from './two';\nexport const one = 1;",
      'apps/payment/src/payouts/two.ts': "import { one } from './one';\nimport { now } from './three';",
      'apps/payment/src/payouts/three.ts': "import { two } from './two';\nexport const now = Date.now();",
      'apps/payment/src/payouts/other.rules.ts': "import { three } from './three';\nimport { two } from './two';",
    };
    expect(sentences("import { one } from './one';\nimport { two } from './two';", others)).toEqual(
      Array.from({ length: 4 }, () => expect.stringMatching(/Date\.now/)),
    );
  });
});
