import { houseOf } from '../house/house.mts';
import { documentsOf, PAGE_LINES_MAX } from './documents.mts';

const law = documentsOf(['one-writer']);
const LAWS = 'The laws are `one-writer` and `documents`, the topic is payment.payouts.v1.';
const RULES = 'Rules stand in `<thing>.rules.ts`.';

const sentences = (page: string) =>
  law
    .check(
      houseOf(
        new Map([
          ['docs/ARCHITECTURE.md', `${page}\n${LAWS} ${RULES}\n`],
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

  it('finds a role of files that the page leaves out; what a program writes needs no row', () => {
    const house = houseOf(
      new Map([
        ['docs/ARCHITECTURE.md', `\`one-writer\`, \`documents\`. ${RULES}`],
        ['apps/payment/src/payouts/payout.rules.ts', ''],
        ['apps/payment/src/payouts/late.rule.ts', ''],
        ['apps/payment/src/payouts/late.rule.test.ts', ''],
        ['apps/payment/src/payouts/routes.generated.ts', ''],
      ]),
    );
    expect(law.check(house).map(({ sentence }) => sentence)).toEqual([
      'the page does not name files <thing>.rule.ts: add them to the table of roles',
    ]);
  });

  const pages = (files: Readonly<Record<string, string>>) =>
    law.check(houseOf(new Map(Object.entries(files)))).map(({ file, line, what }) => `${file}:${line} ${what}`);

  it('looks for a file beside a folder in that folder, and anywhere when the line names none', () => {
    const files = {
      'apps/watch/src/settings/signals.ts': '',
      'apps/watch/src/signals/cost/cost.rules.ts': '',
    };
    const row = '| A new signal | `apps/watch/src/signals`, a line in `signals.ts` |';
    expect(
      pages({ ...files, 'docs/ARCHITECTURE.md': `${LAWS.replace(/, the topic.*/, '.')} ${RULES}\n${row}` }),
    ).toEqual(['docs/ARCHITECTURE.md:2 signals.ts']);
    expect(
      pages({ ...files, 'apps/watch/README.md': '| `signals` | a line in `signals.ts` |\nSee `signals.ts`.' }),
    ).toEqual(['apps/watch/README.md:1 signals.ts']);
    expect(pages({ ...files, 'apps/watch/README.md': '| `settings` | `signals.ts`, `signals/cost/` |' })).toEqual([]);
  });

  it('reads the READMEs and CONTRIBUTING', () => {
    const files = {
      'packages/database/src/database.ts': 'export const openDatabase = ({ url, migrations }) => 1;',
      'packages/database/src/ids.ts': 'export const newId = () => 1;',
    };
    const readme = (text: string) => pages({ ...files, 'packages/database/README.md': text });
    expect(
      readme('`openDatabase({ url, migrations })`, `newId()`, `ids.ts`, `src/`, `UPDATE x`, `platform.*`'),
    ).toEqual([]);
    expect(readme('`openDatabase({ url, migrationsDir })`')).toEqual([
      'packages/database/README.md:1 openDatabase({ url, migrationsDir })',
    ]);
    expect(readme('`nextId()`, `readIds`, `id.ts`, `ids/`')).toEqual(
      ['nextId()', 'readIds', 'id.ts', 'ids/'].map((word) => `packages/database/README.md:1 ${word}`),
    );
    expect(pages({ 'CONTRIBUTING.md': 'See `docs/adr`.' })).toEqual(['CONTRIBUTING.md:1 docs/adr']);
    expect(readme('```ts\nnextId(`readIds`)\n```')).toEqual([]);
  });

  it('holds the drawn arrows against the subscriptions', () => {
    const files = {
      'packages/contracts/src/payment/events.ts':
        "export const PayoutPaid = event({\n  name: 'PayoutPaid',\n  aggregate: 'payouts',\n});",
      'apps/payment/src/service.ts': '',
      'apps/notification/src/messages/message.subscriptions.ts':
        "import { PayoutPaid } from '@ansinh/contracts/payment/events';\nexport const all = [told({ on: PayoutPaid, say })];",
    };
    const picture = (arrow: string) =>
      pages({
        ...files,
        'docs/ARCHITECTURE.md': `${LAWS} \`<thing>.subscriptions.ts\`\n\`\`\`mermaid\nP[apps/payment]\n${arrow}\n\`\`\``,
      });
    expect(picture('P -- "payment.payouts.v1" --> N[apps/notification]')).toEqual([]);
    expect(picture('N[apps/notification] -- "payment.payouts.v1" --> P')).toEqual([
      'docs/ARCHITECTURE.md:1 payment.payouts.v1 from apps/payment to apps/notification',
      'docs/ARCHITECTURE.md:4 payment.payouts.v1 from apps/notification to apps/payment',
    ]);
  });
});
