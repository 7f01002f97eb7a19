import { hundredths } from '@ansinh/contracts/vocabulary/money';
import fc from 'fast-check';
import { anyAnswer, anyLife } from '../../testing/claim-lives';
import {
  appraised,
  awaitsAppraisal,
  type ClaimLife,
  COUNTED,
  decided,
  FALLEN,
  isCounted,
  isUnderReview,
  mayMove,
  OPEN,
  outcomeOf,
  paid,
  received,
  sentAgain,
  sentBack,
  settled,
  toldQuestions,
  WAITING,
} from './claim.rules';

const SETTLEMENTS = ['0199f000-0000-7000-8000-00000000000a', '0199f000-0000-7000-8000-00000000000b'] as const;
const [SETTLEMENT, OTHER] = SETTLEMENTS;
const life = (changes: Partial<ClaimLife> = {}): ClaimLife => ({ ...received('claim'), ...changes });
const accepted = life({ status: 'accepted', fundPays: hundredths(800n), aggregateVersion: 2 });
const answer = { outcome: 'accepted', fundPays: hundredths(800n), findings: [] } as const;
const finding = { rule: 'QTY', severity: 'ask', message: 'why', messageVi: 'vì sao', source: 'test' } as const;

const refused = (code: string) => expect.objectContaining({ code });
const refusalOf = (move: () => unknown): unknown => {
  try {
    return move();
  } catch (refusal) {
    return refusal;
  }
};

/** What the database demands of every claim. */
const requireSound = ({ status, fundPays, openQuestions, settlementId }: ClaimLife): void => {
  expect(fundPays === null).toBe(status === 'received');
  expect(settlementId !== null).toBe(status === 'settled' || status === 'paid');
  if (openQuestions > 0) expect(status).toBe('accepted');
};

type Try = (claim: ClaimLife) => ClaimLife;
const anyMove: fc.Arbitrary<Try> = fc.oneof(
  fc.constant<Try>((claim) => sentAgain(claim, 1)),
  anyAnswer.map(
    (given): Try =>
      (claim) =>
        appraised(claim, given),
  ),
  fc.bigInt({ min: 0n, max: 1_000n }).map(
    (fundPays): Try =>
      (claim) =>
        decided(claim, { fundPays: hundredths(fundPays), openQuestions: 0 }),
  ),
  fc.constant<Try>(sentBack),
  fc.constantFrom(...SETTLEMENTS).map(
    (id): Try =>
      (claim) =>
        settled(claim, id),
  ),
  fc.constantFrom(...SETTLEMENTS).map(
    (id): Try =>
      (claim) =>
        paid(claim, id),
  ),
);

describe('the life of a claim', () => {
  it('goes only where the table says, stays sound, and its events are numbered one by one', () => {
    fc.assert(
      fc.property(anyLife(SETTLEMENTS), fc.array(anyMove, { maxLength: 12 }), (first, moves) => {
        let claim = first;
        for (const move of moves) {
          const before = claim;
          const outcome = refusalOf(() => move(before));
          if (outcome instanceof Error) continue;
          claim = move(before);
          if (claim.status !== before.status) expect(mayMove(before.status, claim.status)).toBe(true);
          expect(claim.claimId).toBe(before.claimId);
          expect([0, 1]).toContain(claim.aggregateVersion - before.aggregateVersion);
          expect(claim.version - before.version).toBe(
            before.status === 'returned' && claim.status === 'received' ? 1 : 0,
          );
          requireSound(claim);
        }
      }),
    );
  });

  it('goes from the hospital to its payment', () => {
    const claim = settled(appraised(received('claim'), answer), SETTLEMENT);
    expect(claim).toMatchObject({ status: 'settled', version: 1, aggregateVersion: 2, fundPays: 800n });
    expect(paid(claim, SETTLEMENT)).toEqual({ ...claim, status: 'paid' });
  });
});

describe('a claim that comes anew', () => {
  it('is the next version of a returned one, without an answer', () => {
    const returned = life({ status: 'returned', version: 2, aggregateVersion: 5, fundPays: hundredths(0n) });
    expect(sentAgain(returned, 1)).toEqual(life({ version: 3, aggregateVersion: 6 }));
  });

  it.each([
    ['received', 'claim.in-appraisal'],
    ['accepted', 'claim.already-accepted'],
    ['settled', 'claim.already-accepted'],
    ['paid', 'claim.already-accepted'],
  ] as const)('is refused while the one before is %s', (status, code) => {
    const refusal = refusalOf(() => sentAgain(life({ status }), 3));
    expect(refusal).toEqual(refused(code));
    expect(refusal).toMatchObject({ params: { claimId: 'claim', pointer: '/HOSO/3', status } });
  });
});

describe('the answer of the appraisal', () => {
  it('counts all questions of an accepted claim, however many, and none of a returned one', () => {
    const findings = Array.from({ length: 5_001 }, () => finding);
    expect(appraised(received('claim'), { ...answer, findings }).openQuestions).toBe(5_001);
    expect(appraised(received('claim'), { ...answer, outcome: 'returned', findings }).openQuestions).toBe(0);
  });

  it('is given once', () => {
    expect([life(), accepted].map(awaitsAppraisal)).toEqual([true, false]);
    expect(() => appraised(accepted, answer)).toThrow('has its answer');
  });
});

describe('a decision of an officer', () => {
  it('is told when the fund pays something else or nothing is open any more, and only then', () => {
    expect(decided(accepted, { fundPays: hundredths(700n), openQuestions: 0 })).toEqual({
      ...accepted,
      fundPays: 700n,
      aggregateVersion: 3,
    });
    expect(decided({ ...accepted, openQuestions: 2 }, { fundPays: hundredths(800n), openQuestions: 1 })).toEqual({
      ...accepted,
      openQuestions: 1,
    });
    const last = { ...accepted, openQuestions: 1 };
    expect(decided(last, { fundPays: hundredths(800n), openQuestions: 0 })).toEqual({
      ...accepted,
      openQuestions: 0,
      aggregateVersion: 3,
    });
    expect([toldQuestions({ ...accepted, status: 'accepted', fundPays: hundredths(800n), openQuestions: 1 })]).toEqual([
      { openQuestions: 1 },
    ]);
  });

  it('sends an accepted claim back with nothing to pay', () => {
    expect(sentBack({ ...accepted, openQuestions: 2 })).toEqual({
      ...accepted,
      status: 'returned',
      fundPays: 0n,
      aggregateVersion: 3,
    });
  });

  it.each(['received', 'returned', 'settled', 'paid'] as const)('is refused on a claim that is %s', (status) => {
    const claim = life({ status });
    expect(isUnderReview(claim)).toBe(false);
    expect(refusalOf(() => sentBack(claim))).toEqual(refused('claim.not-open'));
    expect(refusalOf(() => decided(claim, { fundPays: hundredths(0n), openQuestions: 0 }))).toEqual(
      refused('claim.not-open'),
    );
  });
});

describe('a settlement', () => {
  it('leaves claims with open questions and claims of other states as they are', () => {
    for (const claim of [
      life(),
      { ...accepted, openQuestions: 1 },
      life({ status: 'returned', fundPays: hundredths(0n) }),
    ])
      expect(settled(claim, SETTLEMENT)).toBe(claim);
  });

  it('pays its own claims, once', () => {
    const claim = settled(accepted, SETTLEMENT);
    expect(paid(claim, OTHER)).toBe(claim);
    const done = paid(claim, SETTLEMENT);
    expect(paid(done, SETTLEMENT)).toBe(done);
  });
});

describe('a state', () => {
  it('is in the sets that its name stands for', () => {
    const all = ['received', 'accepted', 'returned', 'settled', 'paid'] as const;
    expect(all.filter(isCounted)).toEqual(COUNTED);
    expect([OPEN, WAITING, FALLEN]).toEqual([['received', 'accepted'], ['received', 'returned'], ['returned']]);
    expect(all.map(outcomeOf)).toEqual([null, 'accepted', 'returned', 'accepted', 'accepted']);
  });
});
