import { houseOf } from '../house/house.mts';
import { getRoutes } from './get-routes.mts';
import { layers } from './layers.mts';

const STORE =
  'export const mark = (db) => db.$executeRaw`UPDATE batches SET fetched = TRUE`;\nexport const find = (db) => db.$queryRaw`SELECT FROM batches`;\n';

const room = (files: Readonly<Record<string, string>>) =>
  houseOf(
    new Map([
      ['apps/payment/src/batches/batch.store.ts', STORE],
      [
        'apps/payment/src/batches/fetch.commands.ts',
        "import { mark } from './batch.store';\nexport const fetchBatch = async (tx) => {\n  await mark(tx.db);\n};\n",
      ],
      ...Object.entries(files).map(([name, text]) => [`apps/payment/src/batches/${name}`, text] as const),
    ]),
  );

describe('The law of layers', () => {
  const findings = (name: string, text: string) => layers.check(room({ [name]: text }));

  it('finds a view that writes, and the way on which it does', () => {
    const text =
      "import { mark, find } from './batch.store';\nconst note = (db) => mark(db);\nexport const readBatch = (db) => note(db) ?? find(db);\n";
    expect(findings('batch.views.ts', text).map(({ line, sentence }) => [line, sentence])).toEqual([
      [2, expect.stringMatching(/^note writes through mark, but a view never writes/)],
      [3, expect.stringMatching(/^readBatch writes through note -> mark, but a view never writes/)],
    ]);
  });

  it('finds a view that tells an event, and lets one be that reads', () => {
    expect(findings('batch.views.ts', 'export const read = (tx) => tx.append(BatchFetched, {});')).toHaveLength(1);
    expect(
      findings('batch.views.ts', "import { find } from './batch.store';\nexport const read = (tx) => find(tx.db);"),
    ).toEqual([]);
  });

  it.each([
    [
      'batch.views.ts',
      "import { fetchBatch } from './fetch.commands';",
      /^views import .*fetch.commands.ts, but a view only reads/,
    ],
    [
      'batch.routes.ts',
      "import { find } from './batch.store';",
      /^routes import .*batch.store.ts, but a route calls a command or a view/,
    ],
    [
      'batch.jobs.ts',
      "import { find } from './batch.store';",
      /^jobs import .*batch.store.ts, but a job calls a command or a view/,
    ],
    ['line.store.ts', "import { sendBatch } from './send.jobs';", /^store import .*but a store is called/],
    ['batch.views.ts', "import { sendBatch } from './send.jobs';", /^views import .*but a view only reads/],
    ['line.store.ts', "import { fetchBatch } from './fetch.commands';", /^store import .*but a store is called/],
    ['batch.sql.ts', "import { find } from './batch.store';", /^sql import .*but it is a part of their statements/],
    ['batch.commands.ts', "import { project } from './bank.projection';", /writes what another service told/],
  ])('finds a wrong import of %s', (name, text, sentence) => {
    const house = room({
      [name]: text,
      'bank.projection.ts': 'export const project = () => 1;',
      'send.jobs.ts': 'export const sendBatch = job({});',
    });
    expect(layers.check(house).map((finding) => finding.sentence)).toEqual([expect.stringMatching(sentence)]);
  });

  it('finds a view that queues a job', () => {
    expect(findings('batch.views.ts', 'export const read = (tx) => tx.enqueue(SEND_BATCH, {});')).toHaveLength(1);
  });

  it('lets a job call a command, and queue another one', () => {
    const text =
      "import { fetchBatch } from './fetch.commands';\nexport const fetchLater = job({ handle: (tx) => fetchBatch(tx) });\n";
    expect(findings('fetch.jobs.ts', text)).toEqual([]);
  });

  it.each([
    ['batch.examples.ts', "import { find } from './batch.store';", /^examples import .*but they are data/],
    ['batch.examples.ts', "import { z } from 'zod';", /^examples import zod, but they are data/],
    ['batch.commands.ts', "import { READING } from './line.examples';", /holds what a route shows/],
  ])('finds an example that is computed, or used for more than being shown: %s', (name, text, sentence) => {
    const house = room({ [name]: text, 'line.examples.ts': 'export const READING = {} as const;' });
    expect(layers.check(house).map((finding) => finding.sentence)).toEqual([expect.stringMatching(sentence)]);
  });

  it('lets a route show an example, which takes from contracts and from another one', () => {
    const house = room({
      'batch.routes.ts': "import { READING } from './batch.examples';\nexport const routes = [READING];",
      'batch.examples.ts':
        "import { BANK } from '@ansinh/contracts/examples/story';\nimport { LINE } from './line.examples';\nexport const READING = { BANK, LINE } as const;",
      'line.examples.ts': 'export const LINE = {} as const;',
    });
    expect(layers.check(house)).toEqual([]);
  });

  it.each([
    ['export const read = ({ append }: Tx) => append(BatchFetched, {});', 'through a parameter'],
    ['export const read = (tx) => {\n  const { append } = tx;\n  append(BatchFetched, {});\n};', 'taken out'],
    ["export const read = (tx) => tx['append'](BatchFetched, {});", 'in brackets'],
    ['export const read = (tx: Tx) => ledger.writeEntries(tx, entries);', 'by the books of a package'],
    ["import { writeAudit as note } from '@ansinh/database';\nexport const read = (tx) => note(tx.db);", 'by an audit'],
    ["import { send } from './bridge';\nexport const read = (tx) => send(tx);", 'handed on under another name'],
  ])('finds a view that writes: %s', (text) => {
    const bridge = "import { mark } from './batch.store';\nexport { mark as send };\n";
    const house = room({ 'batch.views.ts': text, 'bridge.ts': bridge });
    expect(layers.check(house).map(({ sentence }) => sentence)).toContainEqual(
      expect.stringMatching(/^read writes.*, but a view never writes/),
    );
  });

  it('finds both of two views that lead to a write round a circle of names', () => {
    const text =
      "import { mark } from './batch.store';\nexport const one = (tx) => two(tx) ?? three(tx);\nexport const two = (tx) => one(tx);\nexport const three = (tx) => mark(tx.db);\n";
    expect(findings('batch.views.ts', text).map(({ what }) => what)).toEqual(['one', 'two', 'three']);
  });

  it.each([
    ['batch.commands.ts', 'export const f = (tx) => tx.db.$executeRaw`UPDATE batches SET fetched = TRUE`;'],
    ['batch.routes.ts', 'export const f = (tx) => tx.db.$executeRaw`DELETE FROM batches`;'],
    ['batch.ts', 'export const f = (tx) => tx.db.$executeRaw`DELETE FROM batches`;'],
    ['batch.commands.ts', 'const ledger = ledgerOf(TABLES);\nexport const f = (tx) => ledger.writeEntries(tx, []);'],
  ])('finds a write of %s itself, which belongs to a store', (name, text) => {
    expect(findings(name, text)).toMatchObject([{ sentence: expect.stringMatching(/^this file writes \(/) }]);
  });

  it('lets a command call the books that a store keeps, and tell events', () => {
    const text =
      "import { ledger } from './entry.store';\nexport const f = async (tx) => {\n  await ledger.writeEntries(tx, []);\n  tx.append(BatchFetched, {});\n};\n";
    const house = room({ 'batch.commands.ts': text, 'entry.store.ts': 'export const ledger = ledgerOf(TABLES);' });
    expect(layers.check(house)).toEqual([]);
  });

  it.each([
    "import * as commands from './fetch.commands';",
    "export * from './fetch.commands';",
    "const commands = () => import('./fetch.commands');",
  ])('finds an import that does not name what it takes: %s', (text) => {
    expect(findings('fetch.ts', text).map(({ what }) => what)).toEqual(['all of ./fetch.commands']);
  });

  it('finds a store behind a file that hands it on', () => {
    const house = room({
      'batch.routes.ts': "import { find } from './bridge';",
      'bridge.ts': "export { find } from './batch.store';",
    });
    expect(layers.check(house).map(({ sentence }) => sentence)).toEqual([
      expect.stringMatching(/^routes import .*batch.store.ts, but a route calls a command or a view/),
    ]);
  });

  it('lets types cross, and subscriptions project', () => {
    expect(findings('batch.routes.ts', "import type { Row } from './batch.store';")).toEqual([]);
    const house = room({
      'bank.subscriptions.ts': "import { project } from './bank.projection';",
      'bank.projection.ts': 'export const project = () => 1;',
    });
    expect(layers.check(house)).toEqual([]);
  });
});

describe('The law of GET', () => {
  const route = (rest: string, imported = 'fetchBatch') => `import { ${imported} } from './fetch.commands';
export const routes = [route({ method: 'get', path: '/v1/batches/:id', ${rest} handle: (tx, { params }) => ${imported}(tx, params.id) })];
`;
  const sentences = (text: string, files: Readonly<Record<string, string>> = {}) =>
    getRoutes.check(room({ 'batch.routes.ts': text, ...files })).map(({ sentence }) => sentence);

  it('finds a GET that changes something without saying so', () => {
    expect(sentences(route(''))).toEqual([
      "GET /v1/batches/:id changes something (fetchBatch -> mark): say `effect: 'fetchBatch'` in the route if it must, else let it only read",
    ]);
  });

  it('finds a GET whose view writes', () => {
    const text =
      "import { readBatch } from './batch.views';\nexport const r = route({ method: 'get', path: '/v1/b', handle: (tx) => readBatch(tx) });";
    const view = "import { mark } from './batch.store';\nexport const readBatch = (tx) => mark(tx.db);";
    expect(sentences(text, { 'batch.views.ts': view })).toEqual([
      expect.stringMatching(/^GET \/v1\/b changes something \(readBatch -> mark\)/),
    ]);
  });

  it('lets a GET be that names its command, and a POST', () => {
    expect(sentences(route("effect: 'fetchBatch',"))).toEqual([]);
    expect(sentences(route('').replace("'get'", "'post'"))).toEqual([]);
  });

  it('finds an effect that is no command', () => {
    const view = "import { mark } from './batch.store';\nexport const readBatch = (tx) => mark(tx.db);";
    const text =
      "import { readBatch } from './batch.views';\nexport const r = route({ method: 'get', path: '/v1/b', effect: 'readBatch', handle: (tx) => readBatch(tx) });";
    expect(sentences(text, { 'batch.views.ts': view })).toEqual([
      'GET /v1/b names the effect readBatch of apps/payment/src/batches/batch.views.ts: an effect is a command, of a *.commands.ts',
    ]);
  });

  it('finds an effect that the route does not have', () => {
    expect(sentences(route("effect: 'markBatch',"))).toContainEqual(
      expect.stringMatching(/names the effect markBatch, which it does not have/),
    );
  });
});
