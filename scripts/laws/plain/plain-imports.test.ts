import { houseOf } from '../house/house.mts';
import { layers } from '../rooms/layers.mts';
import { plainImports } from './plain-imports.mts';

const house = (text: string, path: string) =>
  houseOf(
    new Map([
      [path, text],
      ['apps/payment/src/payouts/payout.store.ts', 'export const mark = 1;'],
      ['apps/payment/src/payouts/testing/rows.ts', "export const ROWS = 'UPDATE payouts SET id = 1';"],
    ]),
  );

const sentences = (text: string, path = 'apps/payment/src/payouts/payout.commands.ts') =>
  plainImports.check(house(text, path)).map(({ sentence }) => sentence);

/** A value that the planted template puts in. */
const value = (name: string) => `$\{${name}}`;

describe('The law of plain imports', () => {
  it.each([
    `const load = (name) => import(\`./payout.${value('name')}\`);`,
    'const load = () => import(`./payout.store`);',
    "const load = () => import('./payout' + '.store');",
    'const load = (name) => import(name);',
    "const load = () => require('./payout' + '.store');",
    'const load = (name) => require(name);',
  ])('finds a module that is worked out: %s', (text) => {
    expect(sentences(text)).toEqual([
      expect.stringMatching(/^(?:import|require)\(\) takes a module that is worked out: write its name as a literal/),
    ]);
  });

  it('lets a literal be, which the other laws follow, whatever loads it', () => {
    expect(sentences("const load = () => import('pdfkit');")).toEqual([]);
    for (const text of ["const { mark } = require('./payout.store');", "import store = require('./payout.store');"])
      expect(layers.check(house(text, 'apps/payment/src/payouts/mark.ts')).map(({ what }) => what)).toEqual([
        'all of ./payout.store',
      ]);
  });

  it('finds what runs in production and takes from what tests share', () => {
    expect(sentences("import { ROWS } from './testing/rows';")).toEqual([
      'apps/payment/src/payouts/testing/rows.ts is shared by tests, and no law looks into it: what runs in production stands in a room',
    ]);
    expect(sentences("import { ROWS } from './testing/rows';", 'apps/payment/src/payouts/payout.test.ts')).toEqual([]);
  });

  it('finds a loader of its own in an app', () => {
    expect(sentences("import { createRequire as make } from 'node:module';")).toEqual([
      'createRequire loads modules that nobody sees: import them',
    ]);
  });
});
