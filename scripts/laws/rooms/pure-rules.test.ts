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
  ])('finds the impure: %s', (rule, sentence) => {
    expect(sentences(rule)).toEqual([expect.stringMatching(sentence)]);
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
