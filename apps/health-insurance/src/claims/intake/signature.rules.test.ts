import { claimFileXml, encounterTables } from '../../test-support/claims';
import { readClaimFile } from '../../xml/claim-file';
import { SIGNATURE_DEMANDS, signatureFindings, signatureState } from './signature.rules';

const fileWith = (signature: string) =>
  readClaimFile(Buffer.from(claimFileXml([encounterTables()]).replace('<CHUKYDONVI/>', signature)));

describe('the signature of a claim file', () => {
  it.each([
    ['<CHUKYDONVI/>', 'absent'],
    ['<CHUKYDONVI>\n  </CHUKYDONVI>', 'absent'],
    ['<CHUKYDONVI><Signature Id="x" xmlns="http://www.w3.org/2000/09/xmldsig#"/></CHUKYDONVI>', 'present'],
  ])('%s is %s, and no fault of form', (signature, state) => {
    const file = fileWith(signature);
    expect([file.findings, signatureState(file)]).toEqual([[], state]);
  });

  it('is demanded of nobody as long as nobody verifies it', () => {
    expect(SIGNATURE_DEMANDS.every(({ demand }) => demand === 'off')).toBe(true);
    expect(signatureFindings('absent', '2026-10-05')).toEqual([]);
  });

  it('is demanded from the day on that the demand names', () => {
    const demands = [
      { from: '2026-01-01', demand: 'off', source: 'A' },
      { from: '2027-01-01', demand: 'return', source: 'B' },
    ] as const;
    const fields = (state: 'absent' | 'present', day: '2025-12-31' | '2026-12-31' | '2027-01-01') =>
      signatureFindings(state, day, demands).map(({ finding }) => finding.field);
    expect(fields('absent', '2025-12-31')).toEqual([]);
    expect(fields('absent', '2026-12-31')).toEqual([]);
    expect(fields('absent', '2027-01-01')).toEqual(['CHUKYDONVI']);
    expect(fields('present', '2027-01-01')).toEqual([]);
  });
});
