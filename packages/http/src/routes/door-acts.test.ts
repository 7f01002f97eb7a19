import { reject } from '@ansinh/contracts/catalogue/problems';
import { actAt, isAct, noteAt, refusalAt } from './door-acts';

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
    expect(actAt(post('/v1/x'), asked, { body })).toMatchObject({ reason: 'sent by post', answer: body });
    expect(actAt(post('/v1/x'), { params: undefined, body: { reason: 5 } }, { body: '' })).toMatchObject({
      reason: undefined,
      answer: undefined,
    });
  });
});

describe('what is noted of a reading', () => {
  it('is whose record was shown, also by a POST that only shows it', () => {
    const record = { method: 'get', path: '/v1/participants/:participantId', shows: 'person' } as const;
    expect(noteAt(record, { participantId: ID })).toEqual({ action: 'person.read', target: `participant:${ID}` });
    const search = { ...post('/v1/participants/searches'), shows: 'person' } as const;
    expect(noteAt(search, undefined)).toEqual({ action: 'person.read', target: 'POST /v1/participants/searches' });
    expect([isAct(search), isAct(record), isAct(post('/v1/payout-runs'))]).toEqual([false, false, true]);
  });

  it('is nothing where no record of a person is shown, and the door where a GET changes something', () => {
    expect(noteAt({ method: 'get', path: '/v1/calendar-days' }, undefined)).toBeUndefined();
    const file = { method: 'get', path: '/v1/payout-batches/:batchId/pain.001', effect: 'fetchPain001' } as const;
    expect(noteAt(file, { batchId: ID })).toEqual({
      action: 'GET /v1/payout-batches/:batchId/pain.001',
      target: `payout-batch:${ID}`,
    });
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

  it('is nothing where it is by rule, or no refusal', () => {
    expect(refusalAt(door, reject('request.not-found'))).toBeUndefined();
    expect(refusalAt(door, new Error('bug'))).toBeUndefined();
  });
});
