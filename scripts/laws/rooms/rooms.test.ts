import { draftOf } from '../draft.mts';
import { houseOf } from '../house/house.mts';
import { noCircles } from './no-circles.mts';
import { rooms } from './rooms.mts';

const FILES = {
  'apps/payment/src/batches/batch.store.ts': "import { a } from '../payouts/payout.store';\nexport const b = a;\n",
  'apps/payment/src/payouts/payout.store.ts': 'export const a = (db) => db.$executeRaw`DELETE FROM payouts`;\n',
  'apps/payment/prisma/schema.prisma': 'model Payout {\n  id String\n  @@map("payouts")\n}\n',
};

const planned = (plan: object | undefined, files: Readonly<Record<string, string>> = FILES) =>
  houseOf(
    new Map([
      ...Object.entries(files),
      ...(plan === undefined ? [] : [['apps/payment/rooms.json', JSON.stringify({ rooms: plan })] as const]),
    ]),
  );

const sentences = (plan: object | undefined) => rooms.check(planned(plan)).map(({ sentence }) => sentence);

describe('The law of rooms', () => {
  it('lets be what is declared', () => {
    expect(sentences({ batches: { imports: ['payouts'] }, payouts: {} })).toEqual([]);
  });

  it('finds an import that is not declared', () => {
    expect(rooms.check(planned({ batches: {}, payouts: {} }))).toMatchObject([
      {
        file: 'apps/payment/src/batches/batch.store.ts',
        line: 1,
        sentence: expect.stringMatching(/^batches imports from payouts, which rooms.json does not allow/),
      },
    ]);
  });

  it('finds a room that is not in rooms.json, a name without a room, and an import that is gone', () => {
    expect(sentences({ batches: { imports: ['payouts', 'ledger'] }, ledger: {} })).toEqual([
      'the room payouts is not in rooms.json: say there what it writes, reads and imports',
      'rooms.json names ledger, which holds no code: remove it',
      'batches no longer imports from ledger: remove it from "imports"',
    ]);
  });

  describe('of an app with wings', () => {
    const WINGS = {
      'apps/payment/src/claim/claim.rules.ts': 'export const a = 1;\n',
      'apps/payment/src/registers/terms/term.rules.ts': "export { a } from '../../claim/claim.rules';\n",
      'apps/payment/prisma/schema.prisma': 'model Term {\n  id String\n  @@map("terms")\n}\n',
    };
    const downward = { claim: {}, 'registers/terms': { tables: ['terms'], imports: ['claim'] } };
    const found = (wings: readonly string[], plan: object = downward, files: Readonly<Record<string, string>> = {}) => {
      const written = ['apps/payment/rooms.json', JSON.stringify({ wings, rooms: plan })] as const;
      return rooms.check(houseOf(new Map([...Object.entries({ ...WINGS, ...files }), written])));
    };

    it('lets a wing import what stands below it', () => {
      expect(found(['claim', 'registers'])).toEqual([]);
    });

    it('finds an import of a wing above, however well it is declared', () => {
      expect(found(['registers', 'claim'])).toMatchObject([
        {
          file: 'apps/payment/src/registers/terms/term.rules.ts',
          line: 1,
          sentence:
            'registers/terms imports from claim, of the wing claim above registers ("wings" of rooms.json): move what both need below them',
        },
      ]);
    });

    it('finds a table of a wing above that is read', () => {
      const views = 'export const list = (db) => db.$queryRaw`SELECT id FROM terms`;\n';
      const reading = { ...downward, claim: { reads: ['terms'] } };
      const files = { 'apps/payment/src/claim/claim.views.ts': views };
      expect(found(['claim', 'registers'], reading, files)).toMatchObject([
        {
          file: 'apps/payment/src/claim/claim.views.ts',
          sentence: expect.stringMatching(/^claim names terms of registers\/terms, of the wing registers above claim/),
        },
      ]);
    });

    it('finds a wing that has no place, and a name without a wing', () => {
      expect(found(['claim', 'watch']).map(({ sentence }) => sentence)).toEqual([
        'the wing registers is not in "wings" of rooms.json: say above which others it stands',
        '"wings" of rooms.json names watch, which holds no room: remove it',
      ]);
    });
  });

  describe('of a register of kinds', () => {
    const kinds = {
      'apps/payment/src/benefits/benefit-kinds.ts':
        "import { a } from './kinds/funeral/funeral.rules';\nimport { b } from './kinds/pension/pension.rules';\nexport const c = [a, b];\n",
      'apps/payment/src/benefits/kinds/benefit-type.ts': 'export const type = 1;\n',
      'apps/payment/src/benefits/kinds/funeral/funeral.rules.ts':
        "import { type } from '../benefit-type';\nexport const a = type;\n",
      'apps/payment/src/benefits/kinds/pension/pension.rules.ts':
        "import { type } from '../benefit-type';\nexport const b = type;\n",
    };
    const plan = {
      benefits: { imports: ['benefits/kinds/*'] },
      'benefits/kinds': {},
      'benefits/kinds/*': { imports: ['benefits/kinds'] },
    };
    const found = (files: Readonly<Record<string, string>>) =>
      rooms.check(planned(plan, { ...kinds, ...files })).map(({ sentence }) => sentence);

    it('takes a further kind without a line for it', () => {
      expect(found({})).toEqual([]);
    });

    it('lets no kind import another one, nor what the kinds may not', () => {
      const path = 'apps/payment/src/benefits/kinds/funeral/funeral.rules.ts';
      expect(
        found({
          [path]: "import { b } from '../pension/pension.rules';\nimport '../benefit-type';\nexport const a = b;\n",
        }),
      ).toEqual([
        expect.stringMatching(
          /^benefits\/kinds\/funeral imports from benefits\/kinds\/pension, which rooms\.json does not allow/,
        ),
      ]);
    });
  });

  it('says how an app comes to its first rooms.json', () => {
    const [sentence] = sentences(undefined);
    expect(sentence).toBe(
      'apps/payment has no rooms.json: `node scripts/laws/main.mjs --draft payment` writes a first one',
    );
    expect(draftOf(planned(undefined), 'apps/payment').rooms).toEqual({
      batches: { imports: ['payouts'] },
      payouts: { tables: ['payouts'] },
    });
  });
});

describe('Files directly in src', () => {
  const plan = { batches: {}, payouts: {} };
  const found = (files: Readonly<Record<string, string>>) =>
    rooms
      .check(
        planned(plan, {
          'apps/payment/src/payouts/payout.store.ts': 'export const saveSteps = 1;',
          'apps/payment/src/batches/batch.routes.ts': '',
          ...files,
        }),
      )
      .map(({ sentence }) => sentence);

  it('are named, and no room is reached through them', () => {
    const bridge = "export { saveSteps } from './payouts/payout.store';";
    const routes = (from: string) => `import { saveSteps } from '../${from}';`;
    expect(
      found({ 'apps/payment/src/bridge.ts': bridge, 'apps/payment/src/batches/batch.routes.ts': routes('bridge') }),
    ).toEqual([
      'bridge.ts lies in no room: directly in src are kit.ts, config.ts, main.ts, service.ts, readings.worker.ts, payment.ts',
      expect.stringMatching(/^batches imports from payouts, which rooms.json does not allow/),
    ]);
    expect(
      found({ 'apps/payment/src/kit.ts': bridge, 'apps/payment/src/batches/batch.routes.ts': routes('kit') }),
    ).toEqual([
      'kit.ts imports from the room payouts: it is below all rooms',
      expect.stringMatching(/^batches imports from payouts/),
    ]);
  });

  it('put the rooms together, and are not imported by them', () => {
    expect(found({ 'apps/payment/src/service.ts': "import './payouts/payout.store';" })).toEqual([]);
    expect(
      found({
        'apps/payment/src/service.ts': 'export const a = 1;',
        'apps/payment/src/batches/batch.routes.ts': "import { a } from '../service';",
      }),
    ).toEqual(['a room imports service.ts, which puts the rooms together']);
  });
});

describe('The law of circles', () => {
  const circles = (files: Readonly<Record<string, string>>) => noCircles.check(planned(undefined, files));

  it('finds folders that import each other, also through a third one', () => {
    const [finding, ...others] = circles({
      'packages/kit/src/a/one.ts': "import { two } from '../b/two';",
      'packages/kit/src/b/two.ts': "import type { Three } from '../c/three';",
      'packages/kit/src/c/three.ts': "import { other } from '../a/other';",
      'packages/kit/src/a/other.ts': '',
    });
    expect(finding).toMatchObject({ file: 'packages/kit/src', what: 'a b c' });
    expect(finding?.sentence).toBe(
      'folders import each other in a circle, a -> b (packages/kit/src/a/one.ts:1) -> c (packages/kit/src/b/two.ts:1) -> a (packages/kit/src/c/three.ts:1): move what they share below them',
    );
    expect(others).toEqual([]);
  });

  it('finds a circle of an import and a table that is read', () => {
    const plan = {
      batches: { tables: ['batches'], imports: ['payouts'] },
      payouts: { tables: ['payouts'], reads: ['batches'] },
    };
    const [finding] = noCircles.check(
      planned(plan, {
        ...FILES,
        'apps/payment/src/payouts/payout.views.ts': 'export const f = (db) => db.$queryRaw`SELECT FROM batches`;',
        'apps/payment/src/payouts/payout.store.ts': 'export const a = 1;',
      }),
    );
    expect(finding?.sentence).toBe(
      'payouts names batches of batches, which needs payouts itself, payouts -> batches (apps/payment/src/payouts/payout.views.ts:1 names batches) -> payouts (apps/payment/src/batches/batch.store.ts:1): ask from above, or keep in payouts what it has to know',
    );
  });

  it('lets the files that put a service together import all of its rooms', () => {
    expect(
      circles({
        'apps/payment/src/service.ts': "import './payouts/payout.routes';",
        'apps/payment/src/kit.ts': '',
        'apps/payment/src/payouts/payout.routes.ts': "import { route } from '../kit';",
      }),
    ).toEqual([]);
  });
});
