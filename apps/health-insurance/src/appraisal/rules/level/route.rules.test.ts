import type { Facility } from '@ansinh/contracts/health-insurance/registers.api';
import { CARD, DRUG, EXAM, type Fields, PROCEDURE } from '../../../../testing/claims';
import { COVERAGE, contextOf, REGISTERED } from '../../../../testing/context';
import { judged, toldBy } from '../../../../testing/judged';
import { parsedClaim } from '../../../../testing/parsed';

const told = toldBy('ROUTE');
const ELSEWHERE = '66999';
const [HOUSEHOLD, POOR] = ['GD4660000000001', 'HN2660000000001'];
/** A visit dear enough to be no small one, by a card of another facility, every line at `level` hundredths of a percent. */
const visit = (reason: string, level = 8_000n, summary: Fields = {}) => ({
  lines: [EXAM, PROCEDURE].map((line) => ({ ...line, level })),
  summary: { MA_DOITUONG_KCB: reason, MA_DKBD: ELSEWHERE, ...summary },
});
/** At this facility, by a card that the register has registered elsewhere, unless the facility of the card is named. */
const at = (changes: Partial<Facility>, initialFacilityCode: string = ELSEWHERE) =>
  contextOf({
    facility: { ...REGISTERED, ...changes },
    coverages: new Map(
      [CARD, HOUSEHOLD, POOR].map((cardNumber) => [cardNumber, { ...COVERAGE, cardNumber, initialFacilityCode }]),
    ),
  });
const STAY = { MA_LOAI_KCB: '03', SO_NGAY_DTRI: '1' };

describe('ROUTE', () => {
  const basic = { level: 'basic', formerRoute: 'district' } as const;
  const graded = { ...basic, points: 50 } as const;
  const exProvincialBasic = { level: 'basic', formerRoute: 'provincial' } as const;
  const provincial = { level: 'specialised', formerRoute: 'provincial' } as const;
  const central = { level: 'specialised', formerRoute: 'central' } as const;
  const initial = { level: 'initial', formerRoute: 'commune' } as const;

  it.each([
    ['1.1 at the facility of the card', '1.1', basic, { MA_DKBD: '66001' }],
    ['1.1 with a temporary card of the province', '1.1', basic, { MA_DKBD: '66000' }],
    ['1.2 at an initial-level facility', '1.2', initial, {}],
    ['1.3 with the facility that referred', '1.3', central, { MA_NOI_DI: '66010' }],
    ['1.11 at another initial-level facility', '1.11', initial, {}],
    ['1.12 below 50 points', '1.12', { ...basic, points: 49 }, {}],
    ['1.12 while provisional', '1.12', basic, {}],
    ['1.13 from 50 points', '1.13', graded, {}],
    ['1.14 at ex-provincial basic level', '1.14', exProvincialBasic, {}],
    ['1.15 in a bed of basic level', '1.15', basic, STAY],
    ['1.16 at basic level', '1.16', basic, {}],
    ['1.17 at specialised level', '1.17', central, {}],
    ['1.18 at ex-provincial specialised level', '1.18', provincial, {}],
    ['2 anywhere', '2', central, {}],
    ['3.1 at ex-central level', '3.1', central, STAY],
    ['3.2 in a bed of ex-provincial level', '3.2', provincial, STAY],
    ['3.3 at ex-district level', '3.3', basic, {}],
    ['3.6 of a poor household in a bed of specialised level', '3.6', central, { ...STAY, MA_THE_BHYT: POOR }],
    ['1.5 with a slip', '1.5', central, { GIAY_CHUYEN_TUYEN: 'HK12/2026' }],
  ] as const)('accepts %s', (_, reason, facility, summary) => {
    const { MA_DKBD } = { MA_DKBD: ELSEWHERE, ...summary };
    // What the claim says of it counts for nothing.
    const claimed = visit(reason, 8_000n, { ...summary, MA_DKBD: ELSEWHERE });
    expect(told(claimed, at(facility, MA_DKBD))).toEqual([]);
  });

  it('believes the register, not the claim, where the card is registered', () => {
    const [finding] = told(visit('1.1', 8_000n, { MA_DKBD: '66001' }), at(provincial));
    expect(finding).toMatch(/adjust XML1\/1 MA_DOITUONG_KCB: 1.18/);
  });

  it('asks for the slip of a second look, and pays by it until somebody decides', () => {
    expect(told(visit('1.5'), at(provincial))).toEqual(['101 ask XML1/1 MA_DOITUONG_KCB: 1.18']);
    expect(judged(visit('1.5'), at(provincial)).fundPays).toBe(parsedClaim(visit('1.5')).totals.T_BHTT);
  });

  it.each([
    ['1.1 of a card of another facility', '1.1', provincial, {}, '1.18'],
    ['1.2 above the initial level', '1.2', provincial, {}, '1.18'],
    ['1.3 without the facility that referred', '1.3', provincial, {}, '1.18'],
    ['1.3 referred by itself', '1.3', provincial, { MA_NOI_DI: '66001' }, '1.18'],
    ['1.3 referred by 00000', '1.3', provincial, { MA_NOI_DI: '00000' }, '1.18'],
    ['3.6 of a household card', '3.6', central, { ...STAY, MA_THE_BHYT: HOUSEHOLD }, '3.1'],
    ['1.12 from 50 points', '1.12', graded, {}, '1.13'],
    ['1.12 at ex-provincial level', '1.12', exProvincialBasic, {}, '1.14'],
    ['1.15 without a bed', '1.15', graded, {}, '1.13'],
    ['1.15 in a bed of ex-central level', '1.15', central, STAY, '3.1'],
    ['3.2 without a bed', '3.2', provincial, {}, '1.18'],
    ['3.3 at ex-central level', '3.3', central, STAY, '3.1'],
  ] as const)('adjusts %s to the reason that fits', (_, reason, facility, summary, right) => {
    const [finding] = told(visit(reason, 8_000n, summary), at(facility));
    expect(finding).toMatch(/adjust XML1\/1 MA_DOITUONG_KCB/);
    expect(finding).toContain(`: ${right}`);
  });

  it.each(['7', '7.2', '7.3', '7.4', '10'])('takes %s for drugs alone, and asks about what else was done', (reason) => {
    const drugs = { ...visit(reason), lines: [DRUG] };
    expect(told(drugs, at(basic))).toEqual([]);
    expect(told(visit(reason), at(basic))).toEqual(['1 ask XML1/1 MA_DOITUONG_KCB: 1.12']);
  });

  it('only tells what costs the same, and what would be worth more', () => {
    expect(told(visit('1.1'), at(basic))).toEqual(['1 warn XML1/1 MA_DOITUONG_KCB: 1.12']);
    expect(told(visit('1.18', 4_000n), at(provincial, '66001'))).toEqual(['1 warn XML1/1 MA_DOITUONG_KCB: 1.1']);
  });

  it('pays by the right reason: half from July 2026, nothing before, 40 % of a stay at ex-central level', () => {
    const claimed = parsedClaim(visit('1.3')).totals.T_BHTT;
    expect(judged(visit('1.3'), at(provincial)).fundPays).toBe(claimed / 2n);
    const june = { NGAY_VAO: '202606300800' };
    expect(judged(visit('1.3', 8_000n, june), at(provincial)).fundPays).toBe(0n);
    const bed = visit('1.15', 8_000n, STAY);
    expect(judged(bed, at(central)).fundPays).toBe((claimed * 2n) / 5n);
    expect(judged(bed, at(basic)).fundPays).toBe(claimed);
  });

  it('knows a newborn by the day of birth', () => {
    const born = (day: string) => visit('1.7', 8_000n, { NGAY_SINH: `${day}0800` });
    expect(told(born('20260907'), at(provincial))).toEqual([]);
    expect(told(born('20260906'), at(provincial))).toEqual(['101 adjust XML1/1 MA_DOITUONG_KCB: 1.18']);
  });

  it('is in force with the list of July 2025', () => {
    const left = (day: string) => ({ NGAY_VAO: `${day}0800`, NGAY_RA: `${day}1030`, NGAY_TTOAN: '' });
    expect(told(visit('1.1', 8_000n, left('20250630')), at(provincial))).toEqual([]);
    expect(told(visit('1.1', 8_000n, left('20250701')), at(provincial))).toHaveLength(1);
  });
});
