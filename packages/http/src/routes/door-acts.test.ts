import { reject } from '@ansinh/contracts/catalogue/problems';
import { actAt, isAct, notesAt, refusalAt } from './door-acts';
import { ThingsShown } from './things-shown';

const ID = '019a2b3c-4d5e-7f60-8a9b-0c1d2e3f4a5b';
const post = (path: string) => ({ method: 'post', path }) as const;

describe('what a door says of an act by itself', () => {
  it.each([
    ['/v1/payouts/:payoutId/redirections', { payoutId: ID }, `payout:${ID}`],
    ['/v1/payout-batches/:batchId/approvals', { batchId: ID }, `payout-batch:${ID}`],
    ['/v1/facilities/:facilityCode/catalogues/:kind', { facilityCode: '66001', kind: 'drugs' }, 'facility:66001'],
    ['/v1/post-offices/:code/returns', { code: 'DL01' }, 'post-office:DL01'],
    ['/v1/calendar-days/:day/withdrawal', { day: '2026-09-02' }, 'calendar-day:2026-09-02'],
    ['/v1/watch/cases/:caseId/conclusion', { caseId: ID }, `watch-case:${ID}`],
    ['/v1/watch/months/:month/runs', { month: '2026-10' }, 'watch-month:2026-10'],
    ['/v1/watch/signals/:code', { code: 'COST' }, 'watch-signal:COST'],
    ['/v1/periods/:quarter/closing', { quarter: '2026-Q3' }, 'period:2026-Q3'],
    ['/v1/facilities/:facilityCode/budgets/:year', { facilityCode: '66001', year: 2026 }, 'facility:66001'],
    ['/v1/payout-runs', undefined, 'POST /v1/payout-runs'],
    // The number of a card names a person.
    [
      '/v1/insurance-cards/:cardNumber/locks',
      { cardNumber: '6600000001' },
      'POST /v1/insurance-cards/:cardNumber/locks',
    ],
  ])('%s', (path, params, target) => {
    expect(actAt(post(path), { params })).toMatchObject({ action: `POST ${path}`, target });
  });

  it('is why, and what was answered', () => {
    const body = '{"status":"cancelled"}';
    const asked = { params: undefined, body: { reason: 'sent by post' } };
    expect(actAt(post('/v1/x'), asked, { body })).toMatchObject({ said: 'sent by post', answer: body });
    expect(actAt(post('/v1/x'), { params: undefined, body: { reason: 5 } }, { body: '' })).toMatchObject({
      said: undefined,
      answer: undefined,
    });
  });
});

const idOf = (index: number): string => `019a2b3c-4d5e-7f60-8a9b-${String(index).padStart(12, '0')}`;
const showing = (reply: unknown): ThingsShown => {
  const shown = new ThingsShown();
  shown.add(reply);
  return shown;
};
const NOTHING = showing(undefined);

describe('what is noted of a reading', () => {
  const search = { ...post('/v1/participants/searches'), shows: 'person' } as const;
  const claims = { method: 'get', path: '/v1/claims', shows: 'health' } as const;

  it('is whose record was shown, also by a POST that only shows it', () => {
    const record = { method: 'get', path: '/v1/participants/:participantId', shows: 'person' } as const;
    expect(notesAt(record, { participantId: ID }, NOTHING)).toEqual([
      { action: 'person.read', target: `participant:${ID}` },
    ]);
    expect([isAct(search), isAct(record), isAct(post('/v1/payout-runs'))]).toEqual([false, false, true]);
  });

  it('is who was found by a search, and the search itself where nobody was', () => {
    const found = showing({ items: [{ participantId: ID, fullName: 'Nguyễn Văn An', cards: [{ cardId: idOf(1) }] }] });
    expect(notesAt(search, undefined, found)).toEqual([{ action: 'person.read', target: `participant:${ID}` }]);
    expect(notesAt(search, undefined, showing({ items: [] }))).toEqual([
      { action: 'person.read', target: 'POST /v1/participants/searches' },
    ]);
  });

  it('is each thing of a list, and each person in it', () => {
    const page = { items: [{ claimId: idOf(1) }, { claimId: idOf(2), rows: { XML1: 1 } }] };
    expect(notesAt(claims, undefined, showing(page)).map(({ target }) => target)).toEqual([
      `claim:${idOf(1)}`,
      `claim:${idOf(2)}`,
    ]);
    const office = { method: 'get', path: '/v1/post-offices/:code/payouts', shows: 'person' } as const;
    const paid = { items: [{ payoutId: idOf(1), beneficiary: { kind: 'participant', id: ID } }] };
    expect(notesAt(office, { code: 'DL01' }, showing(paid)).map(({ target }) => target)).toEqual([
      'post-office:DL01',
      `payout:${idOf(1)}`,
      `participant:${ID}`,
    ]);
  });

  it('is of a record its persons alone, and not all that it mentions', () => {
    const household = { method: 'get', path: '/v1/households/:householdId', shows: 'person' } as const;
    const reply = { householdId: idOf(1), members: [{ participantId: ID, payouts: [{ payoutId: idOf(2) }] }] };
    expect(notesAt(household, { householdId: idOf(1) }, showing(reply)).map(({ target }) => target)).toEqual([
      `household:${idOf(1)}`,
      `participant:${ID}`,
    ]);
  });

  it('is never what is no id of ours, and of a longer list how many more there were', () => {
    expect(notesAt(claims, undefined, showing({ items: [{ claimId: '066090000001' }] }))).toEqual([
      { action: 'health.read', target: 'GET /v1/claims' },
    ]);
    const long = { items: Array.from({ length: 403 }, (_, index) => ({ claimId: idOf(index) })) };
    const notes = notesAt(claims, undefined, showing(long));
    expect(notes).toHaveLength(401);
    expect(notes.at(-1)).toEqual({ action: 'health.read', target: 'GET /v1/claims', reason: 'and 3 more' });
  });

  it('is nothing where no record of a person is shown, and the door where a GET changes something', () => {
    expect(notesAt({ method: 'get', path: '/v1/calendar-days' }, undefined, showing({ claimId: ID }))).toEqual([]);
    const file = { method: 'get', path: '/v1/payout-batches/:batchId/pain.001', effect: 'fetchPain001' } as const;
    expect(notesAt(file, { batchId: ID }, NOTHING)).toEqual([
      { action: 'GET /v1/payout-batches/:batchId/pain.001', target: `payout-batch:${ID}` },
    ]);
  });
});

describe('what is noted of a refusal', () => {
  const door = post('/v1/payouts/:payoutId/redirections');

  it('is the door and the code where it is by right, and never whose thing was meant', () => {
    expect(refusalAt(door, reject('auth.forbidden', { permission: 'payout:batch' }))).toEqual({
      action: 'refused',
      target: 'POST /v1/payouts/:payoutId/redirections',
      reason: 'auth.forbidden',
    });
  });

  it('is the same where the thing is not there for who asks: it may be that of somebody else', () => {
    expect(refusalAt(door, reject('request.not-found'))).toMatchObject({
      action: 'refused',
      target: 'POST /v1/payouts/:payoutId/redirections',
      reason: 'request.not-found',
    });
  });

  it('is nothing where it is by rule, or no refusal', () => {
    expect(refusalAt(door, reject('idempotency.key-reused'))).toBeUndefined();
    expect(refusalAt(door, new Error('bug'))).toBeUndefined();
  });
});
