import { localDate } from '@ansinh/contracts/vocabulary/calendar';
import { DRUG, EXAM, type Fields, LAB, type LineInput, PROCEDURE, SUPPLY } from '../../../../testing/claims';
import { contextOf } from '../../../../testing/context';
import { judged, toldBy } from '../../../../testing/judged';
import { parsedClaim } from '../../../../testing/parsed';

const STAY = {
  MA_LOAI_KCB: '03',
  NGAY_VAO: '202610030800',
  NGAY_VAO_NOI_TRU: '202610030900',
  NGAY_RA: '202610051030',
  SO_NGAY_DTRI: '3',
};
/** Days in thousandths, at 200,000 dong a day. */
const bed = (days: bigint, fields: Fields = {}): LineInput => ({
  table: 'XML3',
  group: '15',
  quantity: days,
  price: 200_000_000n,
  fields: { MA_DICH_VU: 'K03.1917', ...fields },
});

describe('BED_DAYS', () => {
  const told = toldBy('BED_DAYS');
  it('allows as many days in bed as the stay has, both outer days counted', () => {
    expect(told({ lines: [bed(3_000n)], summary: STAY })).toEqual([]);
    expect(told({ lines: [bed(1_500n), bed(1_500n)], summary: STAY })).toEqual([]);
    expect(told({ lines: [bed(3_001n)], summary: STAY })).toEqual(['adjust XML3/1 SO_LUONG: at most 3']);
  });

  it('takes the days too many from the latest bed', () => {
    const lines = [
      bed(2_000n, { NGAY_YL: '202610040900', NGAY_TH_YL: '' }),
      bed(2_000n, { NGAY_YL: '202610030900', NGAY_TH_YL: '' }),
    ];
    expect(told({ lines, summary: STAY })).toEqual(['adjust XML3/1 SO_LUONG: at most 1']);
    // 800,000 at 80 %, less one day.
    expect(judged({ lines, summary: STAY }).fundPays).toBe(48_000_000n);
  });

  it('counts SO_NGAY_DTRI by the type of care, and only tells when it differs', () => {
    const count = (MA_LOAI_KCB: string, SO_NGAY_DTRI: string) =>
      told({ lines: [EXAM], summary: { ...STAY, MA_LOAI_KCB, SO_NGAY_DTRI } });
    expect([count('03', '3'), count('01', '0'), count('05', '30'), count('09', '0')]).toEqual([[], [], [], []]);
    expect(count('03', '2')).toEqual(['warn XML1/1 SO_NGAY_DTRI: 3']);
    expect(count('01', '1')).toEqual(['warn XML1/1 SO_NGAY_DTRI: 0']);
  });
});

describe('EXAM', () => {
  const told = toldBy('EXAM');
  const exam = (code: string, serviceRatio = 100n, fields: Fields = {}): LineInput => ({
    ...EXAM,
    serviceRatio,
    fields: { MA_DICH_VU: code, ...fields },
  });

  it('pays the first exam of a day in full, the second to fourth at 30 %, the fifth at 10 % and no more', () => {
    const day = [exam('02.1', 100n), exam('03.1', 30n), exam('04.1', 30n), exam('05.1', 30n), exam('06.1', 10n)];
    expect(told({ lines: [...day, exam('07.1', 0n)] })).toEqual([]);
    expect(told({ lines: [...day, exam('07.1', 10n)] })).toEqual(['adjust XML3/6 TYLE_TT_DV: at most 0']);
    expect(told({ lines: [exam('02.1'), exam('03.1')] })).toEqual(['adjust XML3/2 TYLE_TT_DV: at most 30']);
  });

  it('counts each day by itself', () => {
    const later = exam('03.1', 100n, { NGAY_YL: '202610060800', NGAY_TH_YL: '' });
    expect(told({ lines: [exam('02.1'), later], summary: { NGAY_RA: '202610061000', NGAY_TTOAN: '' } })).toEqual([]);
  });

  it('pays one exam of a specialty a day, unless another doctor made it', () => {
    const again = exam('02.1', 30n);
    expect(told({ lines: [exam('02.1'), again] })).toEqual(['adjust XML3/2 TYLE_TT_DV: at most 0']);
    const other = exam('02.1', 30n, { MA_BAC_SI: '000002/DL-CCHN' });
    expect(told({ lines: [exam('02.1'), other] })).toEqual([]);
  });

  it('lowers what the fund pays to the ratio that is allowed', () => {
    const lines = [exam('02.1'), exam('03.1'), PROCEDURE];
    const right = [exam('02.1'), exam('03.1', 30n), PROCEDURE];
    expect(judged({ lines }).fundPays).toBe(parsedClaim({ lines: right }).totals.T_BHTT);
  });
});

describe('CAP', () => {
  const told = toldBy('CAP');
  const supply = (price: bigint, fields: Fields = {}): LineInput => ({
    ...SUPPLY,
    quantity: 1_000n,
    price,
    fields: { MA_VAT_TU: 'N05.02.030', ...fields },
  });
  const CEILING = 113_850_000_000n;

  it('holds one supply against 45 base salaries of its day', () => {
    expect(told({ lines: [supply(CEILING)] })).toEqual([]);
    const above = { lines: [supply(CEILING + 10n)] };
    expect(told(above)).toEqual(['adjust XML3/1 T_TRANTT: at most 113850000.00']);
    expect(judged(above).fundPays).toBe((11_385_000_000n * 8n) / 10n);
    const june = { NGAY_VAO: '202606300800', NGAY_RA: '202606301000', NGAY_TTOAN: '' };
    const inJune = supply(CEILING, { NGAY_YL: '202606300900', NGAY_TH_YL: '' });
    expect(told({ lines: [inJune], summary: june })).toEqual(['adjust XML3/1 T_TRANTT: at most 105300000.00']);
  });

  it('adds up a package that was used together, and no others', () => {
    const half = CEILING / 2n + 1_000n;
    expect(told({ lines: [supply(half), supply(half)] })).toEqual([]);
    const together = [supply(half, { GOI_VTYT: 'G1' }), supply(half, { GOI_VTYT: 'G1' })];
    expect(told({ lines: together })).toEqual(['adjust XML3/2 T_TRANTT: at most 56924999.00']);
    const apart = [supply(half, { GOI_VTYT: 'G1' }), supply(half, { GOI_VTYT: 'G2' })];
    expect(told({ lines: apart })).toEqual([]);
  });

  it('lets a hospital keep a package under its ceiling by itself', () => {
    const kept = (price: bigint, inScope: bigint): LineInput => ({
      ...supply(price, { GOI_VTYT: 'G1', T_TRANTT: '113850000', DON_GIA_BH: `${price / 1_000n}` }),
      insurancePrice: inScope,
    });
    const outcomeOf = (inScope: bigint) =>
      judged({ lines: [kept(100_000_000_000n, 100_000_000_000n), kept(50_000_000_000n, inScope)] });
    expect(outcomeOf(13_850_000_000n)).toMatchObject({ outcome: 'accepted', findings: [], fundPays: 9_108_000_000n });
    expect(outcomeOf(13_849_990_000n).outcome).toBe('returned');
    expect(outcomeOf(13_850_020_000n).outcome).toBe('returned');
  });

  it('has no ceiling for cards without limit, and another one when the agency sets it', () => {
    const lines = [supply(CEILING + 10n)];
    const army = { lines, summary: { MA_THE_BHYT: 'QN5660000000001' } };
    expect(told(army)).toEqual([]);
    const settings = [{ rule: 'CAP', from: localDate('2026-10-05'), enabled: true, parameters: { baseSalaries: 46 } }];
    expect(told({ lines }, contextOf({ settings }))).toEqual([]);
  });

  it('counts drug-eluting stents one by one', () => {
    const stents = (quantity: bigint): LineInput => ({
      ...supply(30_000_000_000n, { MA_VAT_TU: 'N06.02.020.1' }),
      quantity,
    });
    expect(told({ lines: [stents(1_000n), stents(1_000n)] })).toEqual([]);
    expect(told({ lines: [stents(2_000n)] })).toEqual(['14 adjust XML3/1 SO_LUONG: 1']);
    expect(judged({ lines: [stents(2_000n)] }).fundPays).toBe(2_400_000_000n);
  });
});

describe('WITHOUT', () => {
  const told = toldBy('WITHOUT');
  const used = (line: LineInput, MA_DICH_VU: string): LineInput => ({ ...line, fields: { MA_DICH_VU } });
  const done = (MA_DICH_VU: string): LineInput => ({ ...PROCEDURE, fields: { MA_DICH_VU } });

  it('refuses a drug or supply whose service is not in the claim, and pays the rest', () => {
    const lines = [done('03.2391.0215'), used(SUPPLY, '03.0001.0001'), used(DRUG, '03.0002.0002')];
    expect(told({ lines })).toEqual([
      '102 refuse XML2/1 MA_DICH_VU: a service of this claim',
      '102 refuse XML3/2 MA_DICH_VU: a service of this claim',
    ]);
    const { outcome, fundPays } = judged({ lines });
    expect([outcome, fundPays]).toEqual(['accepted', 30_120_000n]);
  });

  it('accepts one of several services, and another way of doing it', () => {
    expect(told({ lines: [done('03.2391.0215'), used(SUPPLY, '03.0001.0001;03.2391.0215')] })).toEqual([]);
    expect(told({ lines: [done('18.0155.0041_GT'), used(SUPPLY, '18.0155.0041')] })).toEqual([]);
  });

  it('is silent where no service is named, and where the fund pays nothing', () => {
    expect(told({ lines: [SUPPLY, DRUG] })).toEqual([]);
    expect(told({ lines: [{ ...used(SUPPLY, '03.0001.0001'), level: 0n }] })).toEqual([]);
    expect(told({ lines: [{ ...DRUG, fields: { MA_THUOC: '40.67', MA_DICH_VU: '40.67' } }] })).toEqual([]);
  });
});

describe('QTY', () => {
  const told = toldBy('QTY');
  const drug = (quantity: bigint, LIEU_DUNG: string, fields: Fields = {}): LineInput => ({
    ...DRUG,
    quantity,
    fields: { DON_VI_TINH: 'Viên', LIEU_DUNG, ...fields },
  });
  const COURSE = '2 viên/lần * 2 lần/ngày * 5 ngày [4 viên/ngày]';

  it('asks about more than dose times days', () => {
    expect(told({ lines: [drug(20_000n, COURSE)] })).toEqual([]);
    expect(told({ lines: [drug(20_001n, COURSE)] })).toEqual(['ask XML2/1 SO_LUONG: at most 20']);
    expect(told({ lines: [drug(3_000n, '0.5 viên/lần * 1 lần/ngày * 5 ngày')] })).toEqual([]);
    expect(told({ lines: [drug(4_000n, '0,5 viên/lần * 1 lần/ngày * 5 ngày')] })).toHaveLength(1);
  });

  it('counts the days to discharge where only the dose of a day is written', () => {
    const lines = (quantity: bigint) => [drug(quantity, '[2 Viên/ngày]', { NGAY_YL: '202610040800', NGAY_TH_YL: '' })];
    expect(told({ lines: lines(4_000n), summary: STAY })).toEqual([]);
    expect(told({ lines: lines(5_000n), summary: STAY })).toEqual(['ask XML2/1 SO_LUONG: at most 4']);
    expect(told({ lines: [drug(60_000n, '[2 Viên/ngày]')] })).toEqual([]);
  });

  it('is silent about free text and another unit', () => {
    expect(told({ lines: [drug(90_000n, '1/2 viên khi đau')] })).toEqual([]);
    expect(told({ lines: [drug(90_000n, COURSE, { DON_VI_TINH: 'Hộp' })] })).toEqual([]);
  });

  it('accepts the claim all the same', () => {
    const asked = judged({ lines: [PROCEDURE, drug(21_000n, COURSE)] });
    expect(asked).toMatchObject({ outcome: 'accepted', findings: [{ rule: 'QTY', severity: 'ask' }] });
    expect(asked.fundPays).toBe(parsedClaim({ lines: [PROCEDURE, drug(21_000n, COURSE)] }).totals.T_BHTT);
  });
});

describe('SEX_AGE', () => {
  const told = toldBy('SEX_AGE');
  const patient = (GIOI_TINH: string, MA_BENH_CHINH: string, more: Fields = {}) => ({
    lines: [LAB],
    summary: { GIOI_TINH, MA_BENH_CHINH, ...more },
  });

  it('asks about diseases of the other sex, in the main and the other diagnoses', () => {
    expect(told(patient('1', 'O80'))).toEqual(['ask XML1/1 MA_BENH_CHINH: a woman']);
    expect(told(patient('2', 'C61'))).toEqual(['ask XML1/1 MA_BENH_CHINH: a man']);
    expect(told(patient('1', 'J00', { MA_BENH_KT: 'K29.7;C53.9' }))).toEqual(['ask XML1/1 MA_BENH_CHINH: a woman']);
    expect([told(patient('2', 'O80')), told(patient('1', 'N40')), told(patient('3', 'C61'))]).toEqual([[], [], []]);
    expect([told(patient('1', 'N99')), told(patient('2', 'C64'))]).toEqual([[], []]);
  });

  const born = (NGAY_SINH: string, MA_BENH_CHINH = 'P07', more: Fields = {}) =>
    told(patient('2', MA_BENH_CHINH, { NGAY_SINH, ...more }));
  it('asks about diseases of newborns after 28 days', () => {
    expect(born('202609070800')).toEqual([]);
    expect(born('202609060800')).toEqual(['ask XML1/1 MA_BENH_CHINH: at most 28 days old']);
    expect(born('202600000000')).toEqual([]);
  });

  it('asks about the card of a child after the sixth birthday and the September of its year', () => {
    const child = (birth: string) => born(birth, 'J00', { MA_THE_BHYT: 'TE1660000000001' });
    expect([child('202010060000'), child('202010050000')]).toEqual([[], []]);
    expect(child('202010040000')).toEqual(['ask XML1/1 MA_THE_BHYT: used until 2026-10-04']);
    expect(child('202001010000')).toEqual(['ask XML1/1 MA_THE_BHYT: used until 2026-09-30']);
  });
});
