import { houseOf } from '../house/house.mts';
import { documentsOf, PAGE_LINES_MAX } from './documents.mts';

const law = documentsOf(['one-writer']);
const LAWS = 'The laws are `one-writer` and `documents`, the topic is payment.payouts.v1.';

const sentences = (page: string) =>
  law
    .check(
      houseOf(
        new Map([
          ['docs/ARCHITECTURE.md', `${page}\n${LAWS}\n`],
          ['packages/contracts/src/payment/events.ts', "const aggregate = event({ aggregate: 'payouts' });"],
          ['package.json', '{ "scripts": { "check:laws": "node" } }'],
          [
            'apps/payment/src/payouts/payout.rules.ts',
            'export const markPaid = () => 1;\nexport class Relay {\n  nudge() {}\n}\n',
          ],
        ]),
      ),
    )
    .map(({ line, sentence }) => `${line}: ${sentence}`);

describe('The law of the map', () => {
  it('lets names be that are there', () => {
    expect(
      sentences(
        'See `apps/payment/src/payouts`, `apps/<app>/src/*/payout.rules.ts`, `<thing>.rules.ts`, `markPaid()`, `Relay.nudge()`, `npm run check:laws` and `tx.append`.',
      ),
    ).toEqual([]);
  });

  it.each([
    [
      'a `apps/payment/src/payments` b',
      '1: the page names apps/payment/src/payments, which is no file or folder: say what stands there now',
    ],
    [
      'a `payment.rules.ts` b',
      '1: the page names payment.rules.ts, which is no file or folder: say what stands there now',
    ],
    [
      'a `markSent()` b',
      '1: the page names markSent(), which is no function or class of the code: say what stands there now',
    ],
    [
      'a `Relay.start()` b',
      '1: the page names Relay.start(), which is no function or class of the code: say what stands there now',
    ],
    [
      'a `npm run laws` b',
      '1: the page names npm run laws, which is no script of package.json: say what stands there now',
    ],
    [
      '```mermaid\nA["rule<br/>markSent()"]\n```',
      '2: the page names markSent(), which is no function or class of the code: say what stands there now',
    ],
    [
      '```mermaid\nA["apps/payments/src"]\n```',
      '2: the page names apps/payments/src, which is no file or folder: say what stands there now',
    ],
  ])('finds what is gone: %s', (page, sentence) => {
    expect(sentences(page)).toEqual([sentence]);
  });

  it('finds a topic that is gone, and one that the page leaves out', () => {
    expect(sentences('```mermaid\nA --> payment.benefits.v1\n```')).toEqual([
      '2: the page names payment.benefits.v1, which is no topic of the contracts: say what stands there now',
    ]);
    const files = {
      'docs/ARCHITECTURE.md': LAWS,
      'packages/contracts/src/payment/events.ts': "{ aggregate: 'benefits' }",
    };
    expect(law.check(houseOf(new Map(Object.entries(files)))).map(({ sentence }) => sentence)).toEqual([
      'the page does not name the topic payment.benefits.v1: draw it',
    ]);
  });

  it('finds a law that the page leaves out, and a page that is too long', () => {
    const house = houseOf(new Map([['docs/ARCHITECTURE.md', `\`documents\`${'\n'.repeat(PAGE_LINES_MAX)}x`]]));
    expect(law.check(house).map(({ sentence }) => sentence)).toEqual([
      'the page does not name the law one-writer: add it to the table of laws',
      'the page has 151 lines, at most 150: a map is short',
    ]);
  });
});
