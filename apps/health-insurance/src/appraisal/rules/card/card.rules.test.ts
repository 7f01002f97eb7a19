import { localDate } from '@ansinh/contracts/vocabulary/calendar';
import {
  CARD,
  DRUG,
  type EncounterInput,
  EXAM,
  encounterTables,
  type Fields,
  LAB,
  PROCEDURE,
  SUPPLY,
} from '../../../../testing/claims';
import { COVERAGE, contextOf, coveredBy } from '../../../../testing/context';
import { parseTables } from '../../../../testing/parsed';
import { appraise } from '../../judgement/appraisal.rules';

const CONTEXT = coveredBy({});

/** The findings as `rule field nationalCode`. */
const told = (input: EncounterInput, context = CONTEXT) =>
  appraise(parseTables(encounterTables(input)), context).findings.map(({ rule, field, nationalCode }) =>
    [rule, field, nationalCode].filter((part) => part !== undefined).join(' '),
  );

const UNPAID = [EXAM, LAB, PROCEDURE, SUPPLY, DRUG].map((line) => ({ ...line, level: 0n }));

describe('CARD_FORMAT', () => {
  it.each([
    ['another length', 'DN466000000000', '17'],
    ['an unknown group', 'ZZ4660000000001', '8'],
    ['a digit that is not of the group', 'DN1660000000001', '8'],
    ['an unknown province', 'DN4000000000001', '8'],
  ])('returns %s', (_, card, code) => {
    expect(told({ summary: { MA_THE_BHYT: card } })).toContain(`CARD_FORMAT MA_THE_BHYT ${code}`);
  });

  it('wants a card unless the visit is none of health insurance', () => {
    const none = { MA_THE_BHYT: '', MA_DKBD: '', GT_THE_TU: '', GT_THE_DEN: '' };
    expect(told({ summary: none })).toEqual(['CARD_FORMAT MA_THE_BHYT 17']);
    expect(told({ summary: { ...none, MA_DOITUONG_KCB: '9' }, lines: UNPAID })).toEqual([]);
  });
});

describe('CARD_DATES', () => {
  it('wants lists of equal length and real dates', () => {
    expect(told({ summary: { GT_THE_TU: '20260101;20260601' } })).toEqual(['CARD_DATES GT_THE_TU 20']);
    expect(told({ summary: { GT_THE_TU: '20260230' } })).toEqual(['CARD_DATES GT_THE_TU 18']);
    expect(told({ summary: { GT_THE_DEN: '20261301' } })).toEqual(['CARD_DATES GT_THE_DEN 19']);
  });

  it('takes lists that end in their separator, all or some of them', () => {
    const summary = { MA_THE_BHYT: `${CARD};`, MA_DKBD: '66001;', GT_THE_TU: '20260101;' };
    expect(told({ summary })).toEqual([]);
  });

  const stay = (leftAt: string): Fields => ({ NGAY_RA: leftAt, NGAY_TTOAN: leftAt, GT_THE_DEN: '20261006' });
  it('lets a card that expires in the stay count for 15 days more', () => {
    expect(told({ summary: stay('202610211000') })).toEqual([]);
    expect(told({ summary: stay('202610221000') })).toEqual(['CARD_DATES GT_THE_DEN 19']);
    expect(told({ summary: { GT_THE_DEN: '20261004' } })).toEqual(['CARD_DATES GT_THE_TU 18']);
    expect(told({ summary: { GT_THE_DEN: '99991231' } })).toEqual([]);
  });

  it('asks nobody to be insured for the drugs that were taken home', () => {
    const context = coveredBy({ periods: [{ from: localDate('2026-01-01'), to: localDate('2026-10-06') }] });
    const visit = (MA_LOAI_KCB: string) => ({ ...stay('202611032359'), THANG_QT: '11', MA_LOAI_KCB });
    expect(told({ summary: visit('05') }, context)).toEqual([]);
    expect(told({ summary: visit('08') }, context)).toEqual(['CARD_DATES GT_THE_DEN 19', 'ELIGIBLE MA_THE_BHYT']);
  });

  it('takes cards of army and police without a last day, and no others', () => {
    const ARMY = 'QN5660000000001';
    const context = coveredBy({}, { cardNumber: ARMY });
    const cards = (summary: Fields) => told({ summary }, context).filter((finding) => !finding.startsWith('LEVEL'));
    expect(cards({ MA_THE_BHYT: ARMY, GT_THE_DEN: '' })).toEqual([]);
    expect(cards({ GT_THE_DEN: '' })).toEqual(['CARD_DATES GT_THE_DEN 20']);
    const both = { MA_THE_BHYT: `${CARD};${ARMY}`, MA_DKBD: '66001;66001', GT_THE_TU: '20260101;20261001' };
    expect(cards({ ...both, GT_THE_DEN: '20260930;' })).toEqual([]);
    expect(cards({ ...both, GT_THE_DEN: '' })).toEqual(['CARD_DATES GT_THE_DEN 20']);
  });
});

describe('ELIGIBLE', () => {
  it('wants a card of the register', () => {
    expect(told({}, contextOf({ coverages: new Map() }))).toEqual(['ELIGIBLE MA_THE_BHYT']);
  });

  it.each([
    ['name', { HO_TEN: 'Trần Thị Khác' }, 'HO_TEN'],
    ['birth date', { NGAY_SINH: '199005180000' }, 'NGAY_SINH'],
    ['sex', { GIOI_TINH: '1' }, 'GIOI_TINH'],
  ])('returns another %s', (_, summary, field) => {
    expect(told({ summary })).toEqual([`ELIGIBLE ${field}`]);
  });

  it('compares a birth date only as far as it is known, and a name without accents', () => {
    expect(told({ summary: { NGAY_SINH: '199000000000', HO_TEN: 'TRAN  THI thu' } })).toEqual([]);
  });

  it('wants all cards of one person', () => {
    const BETTER = 'HN2660000000001';
    const summary = {
      MA_THE_BHYT: `${CARD};${BETTER}`,
      MA_DKBD: '66001;66001',
      GT_THE_TU: '20260101;20260101',
      GT_THE_DEN: '20261231;20261231',
    };
    const lines = [{ ...PROCEDURE, level: 10_000n }];
    expect(told({ summary, lines }, coveredBy({}, { cardNumber: BETTER }))).toEqual([]);
    const other = { cardNumber: BETTER, participantId: '0199f000-0000-7000-8000-000000000012' };
    expect(told({ summary, lines }, coveredBy({}, other))).toEqual(['ELIGIBLE MA_THE_BHYT']);
  });

  it('asks about a personal id that the register has not for the holder, as far as it knows one', () => {
    const asked = (SO_CCCD: string, personalId: string | null) =>
      appraise(
        parseTables(encounterTables({ summary: { SO_CCCD } })),
        coveredBy({ holder: { ...COVERAGE.holder, personalId } }),
      ).findings.map(({ severity, field }) => `${severity} ${field}`);
    expect(asked('066190000002', '066190000001')).toEqual(['ask SO_CCCD']);
    expect([
      asked('066190000001', '066190000001'),
      asked('066190000002', null),
      asked('B1234567', '066190000001'),
    ]).toEqual([[], [], []]);
  });

  it('wants the stay insured, with 15 days after expiry and none after a withdrawal', () => {
    const until = (to: string, withdrawnFrom: string | null = null) =>
      coveredBy({
        periods: [{ from: localDate('2026-01-01'), to: localDate(to) }],
        withdrawnFrom: withdrawnFrom === null ? null : localDate(withdrawnFrom),
      });
    const summary = { NGAY_RA: '202610211000', NGAY_TTOAN: '' };
    expect(told({ summary }, until('2026-10-06'))).toEqual([]);
    expect(told({ summary }, until('2026-10-05'))).toEqual(['ELIGIBLE MA_THE_BHYT']);
    expect(told({ summary }, until('2026-10-20', '2026-10-21'))).toEqual(['ELIGIBLE MA_THE_BHYT']);
    expect(told({}, until('2026-10-04'))).toEqual(['ELIGIBLE MA_THE_BHYT']);
  });
});
