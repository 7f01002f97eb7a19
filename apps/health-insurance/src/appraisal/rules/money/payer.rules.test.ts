import { DRUG, LAB } from '../../../../testing/claims';
import { judged, toldBy } from '../../../../testing/judged';
import { parsedClaim } from '../../../../testing/parsed';

describe('PAYER', () => {
  const told = toldBy('PAYER');
  const drug = (NGUON_CTRA: string, more: object = {}) => ({ ...DRUG, ...more, fields: { NGUON_CTRA } });

  it.each(['2', '3', '4'])('refuses what source %s pays, and pays the rest', (source) => {
    const lines = [drug(source), LAB];
    expect(told({ lines })).toEqual(['refuse XML2/1 T_BHTT: 0.00']);
    expect(judged({ lines }).fundPays).toBe(parsedClaim({ lines: [LAB] }).totals.T_BHTT);
  });

  it('says nothing of the fund, and of what is not asked of it', () => {
    expect(told({ lines: [drug('1')] })).toEqual([]);
    expect(told({ lines: [drug('2', { level: 0n, other: 1_333_000n })] })).toEqual([]);
  });
});
