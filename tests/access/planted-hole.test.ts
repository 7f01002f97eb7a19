// What the matrix is worth: a small service of notes, sound at first, then with one hole after the other. Each must be
// found by the routes' own data; nothing here says which request shows it.
import { reject } from '@ansinh/contracts/catalogue/problems';
import { Id } from '@ansinh/contracts/vocabulary/identifiers';
import { type Tenant, tenantText } from '@ansinh/contracts/wire/permissions';
import { newId, type TransactionClient } from '@ansinh/database';
import { createKit } from '@ansinh/platform';
import { probeService, type Room, startRoom } from '@ansinh/testkit';
import { z } from 'zod';
import { CODES } from './actors';
import { doorsOf } from './doors';
import { askOwn, faultsOfRefusals, type Oracle, requestsOf } from './judging';
import { sentenceOf } from './matrix';
import { thingOf, type World } from './world';

const { route } = createKit<TransactionClient>();

const Note = z.object({ noteId: Id, text: z.string() });
const WriteNote = z.object({ text: z.string() });
type Note = z.infer<typeof Note> & { readonly bank: string };

const Address = z.object({ address: z.string() });
const ADDRESS = { address: 'doi-soat@mau.example' } as const;
const addressOf = (bank: 'bank-a' | 'bank-b'): string => `doi-soat@${CODES[bank]}.example`;
const SentNote = z.object({ bank: z.string(), text: z.string() });

/**
 * What a store may forget: whose a note is when it is read, when it is listed or changed, how it is refused, whose address is
 * put; and that who writes in the name of another is refused for that.
 */
type Hole = 'none' | 'read' | 'list' | 'change' | 'telling' | 'put' | 'misread';

const NOTE = { noteId: '019a2b3c-4d5e-7f60-8a9b-0c1d2e3f4a5b', text: 'Đối soát ngày 5/10/2026' } as const;
const NOTES: readonly Note[] = (['bank-a', 'bank-b'] as const).map((bank) => ({
  noteId: newId(),
  text: 'Đối soát',
  bank: tenantText({ kind: 'bank', code: CODES[bank] }),
}));
const [noteOfA, noteOfB] = NOTES;

const store = (hole: Hole) => {
  const isOwn = ({ bank }: Note, tenant: Tenant): boolean => bank === tenantText(tenant);
  const find = (noteId: string, tenant: Tenant, forgotten: boolean): Note => {
    const note = NOTES.find((one) => one.noteId === noteId);
    if (note === undefined) throw reject('request.not-found');
    if (!forgotten && !isOwn(note, tenant)) throw reject('request.not-found', hole === 'telling' ? { noteId } : {});
    return note;
  };
  const addresses = new Map([
    [CODES['bank-a'], addressOf('bank-a')],
    [CODES['bank-b'], addressOf('bank-b')],
  ]);
  return {
    addressOf: ({ code }: Tenant) => ({ address: addresses.get(code) ?? '' }),
    putAddress: ({ code }: Tenant, address: string) => {
      for (const bank of hole === 'put' ? [...addresses.keys()] : [code]) addresses.set(bank, address);
      return { address };
    },
    send: ({ code }: Tenant, { bank, text }: z.infer<typeof SentNote>) => {
      if (bank !== code) throw reject(hole === 'misread' ? 'request.malformed' : 'bank-statement.other-bank');
      return { ...NOTE, text };
    },
    read: (noteId: string, tenant: Tenant) => find(noteId, tenant, hole === 'read'),
    list: (tenant: Tenant) => NOTES.filter((note) => hole === 'list' || isOwn(note, tenant)),
    change: (noteId: string, tenant: Tenant) => find(noteId, tenant, hole === 'change'),
  };
};

const routesWith = (hole: Hole) => {
  const notes = store(hole);
  const door = { tag: 'Notes', permission: 'credit:report' } as const;
  const params = z.object({ noteId: Id });
  return [
    route({
      ...door,
      method: 'get',
      path: '/v1/notes',
      summary: 'List the own notes',
      reply: z.array(Note),
      example: { reply: [NOTE] },
      handle: async ({ by }) => notes.list(by.tenant),
    }),
    route({
      ...door,
      method: 'post',
      path: '/v1/notes',
      summary: 'Write a note in the own name',
      body: SentNote,
      reply: Note,
      example: { body: { bank: CODES['bank-a'], text: NOTE.text }, reply: NOTE },
      handle: async ({ by }, { body }) => notes.send(by.tenant, body),
    }),
    route({
      ...door,
      method: 'get',
      path: '/v1/address',
      summary: 'Read the own address',
      reply: Address,
      example: { reply: ADDRESS },
      handle: async ({ by }) => notes.addressOf(by.tenant),
    }),
    route({
      ...door,
      method: 'put',
      path: '/v1/address',
      summary: 'Say the own address',
      body: Address,
      reply: Address,
      example: { body: ADDRESS, reply: ADDRESS },
      handle: async ({ by }, { body }) => notes.putAddress(by.tenant, body.address),
    }),
    route({
      ...door,
      method: 'get',
      path: '/v1/notes/:noteId',
      summary: 'Read an own note',
      params,
      reply: Note,
      example: { params: { noteId: NOTE.noteId }, reply: NOTE },
      handle: async ({ by }, { params: { noteId } }) => notes.read(noteId, by.tenant),
    }),
    route({
      ...door,
      method: 'put',
      path: '/v1/notes/:noteId',
      summary: 'Change an own note',
      params,
      body: WriteNote,
      reply: Note,
      example: { params: { noteId: NOTE.noteId }, body: { text: NOTE.text }, reply: NOTE },
      handle: async ({ by }, { params: { noteId }, body }) => ({ ...notes.change(noteId, by.tenant), ...body }),
    }),
  ];
};

const DOORS = [
  'GET /v1/notes',
  'POST /v1/notes',
  'GET /v1/notes/:noteId',
  'PUT /v1/notes/:noteId',
  'GET /v1/address',
  'PUT /v1/address',
];
const oracle: Oracle = new Map(DOORS.map((door) => [door, { who: ['bank'], of: ['bank'], doors: [] }]));

let room: Room<unknown> | undefined;
afterEach(() => room?.stop());

const sentencesWith = async (hole: Hole): Promise<string[]> => {
  const routes = routesWith(hole);
  room = await startRoom({ ...probeService, routes, subscriptions: [] });
  const world: World = {
    room,
    doors: doorsOf(routes),
    databases: [room.databaseUrl],
    things: { noteId: thingOf('bank', noteOfA?.noteId ?? '', noteOfB?.noteId ?? '') },
    marks: { 'bank-a': [addressOf('bank-a')], 'bank-b': [addressOf('bank-b')] },
    specials: {
      'POST /v1/notes': {
        speaksFor: 'bank-statement.other-bank',
        words: ({ owner }) => ({ [CODES['bank-a']]: CODES[owner] }),
      },
      'PUT /v1/address': {
        words: ({ owner }) => ({ [ADDRESS.address]: addressOf(owner === 'bank-b' ? owner : 'bank-a') }),
      },
    },
  };
  const refused = await faultsOfRefusals(world, requestsOf(world, oracle).refused, 1);
  const own = await askOwn(world, oracle);
  expect(own.unused).toEqual([]);
  return [...refused, ...own.faults].map(([one]) => sentenceOf(one));
};

it('finds nothing where nothing is wrong', async () => {
  expect(await sentencesWith('none')).toEqual([]);
});

it.each<readonly [hole: Hole, sentences: readonly string[]]>([
  [
    'read',
    [
      'bank-a at GET /v1/notes/:noteId (:noteId of bank-b), not there',
      'bank-b at GET /v1/notes/:noteId (:noteId of bank-a), not there',
    ],
  ],
  ['list', ['bank-a at GET /v1/notes, own', 'bank-b at GET /v1/notes, own']],
  [
    'change',
    [
      'bank-a at PUT /v1/notes/:noteId (:noteId of bank-b), not there',
      'bank-b at PUT /v1/notes/:noteId (:noteId of bank-a), not there',
    ],
  ],
  [
    // Every refusal is a 404, and the one of what is there has a member more.
    'telling',
    [
      'bank-a at GET /v1/notes/:noteId (:noteId of bank-b), not there',
      'bank-a at PUT /v1/notes/:noteId (:noteId of bank-b), not there',
      'bank-b at GET /v1/notes/:noteId (:noteId of bank-a), not there',
      'bank-b at PUT /v1/notes/:noteId (:noteId of bank-a), not there',
    ],
  ],
  [
    // Bank B was the last to put one: bank A reads that, and its own no more.
    'put',
    ['bank-a at GET /v1/address, own', 'bank-a at GET /v1/address, own'],
  ],
  [
    // It is refused, but not for the name: with a good body it would have been taken.
    'misread',
    [
      'bank-a at POST /v1/notes (body of bank-b), not for another',
      'bank-b at POST /v1/notes (body of bank-a), not for another',
    ],
  ],
])('finds the hole of a store that forgets the tenant: %s', async (hole, sentences) => {
  expect((await sentencesWith(hole)).sort()).toEqual(sentences);
});
