import type { ParsedClaim } from '../../../claim/parsed-claim';
import { listOf } from '../../../notation/national-list';
import { FORMAT_FROM, type Rule } from '../rule';

/** `18.0155.0041_GT` and `18.0155.0041` are one service: what follows "_" tells how it was done. */
const baseOf = (code: string): string => code.split('_', 1)[0] ?? code;

const servicesOf = (claim: ParsedClaim): ReadonlySet<string> =>
  new Set(
    claim.lines
      .filter((line) => line.table === 'XML3' && line.supply === '')
      .flatMap((line) => listOf(line.service).map(baseOf)),
  );

/** A drug or supply that names the service it was used in stands beside that service. */
export const WITHOUT: Rule = {
  code: 'WITHOUT',
  nationalCodes: ['102'],
  source: 'QD 4750/QD-BYT table 2 field 33 and table 3 field 3; list of blocking errors 102',
  severity: 'refuse',
  from: FORMAT_FROM,
  to: null,
  check: (claim) => {
    // A service line names itself in MA_DICH_VU, and so do the drugs of some software: that is no use of a service.
    const used = claim.lines.filter(
      (line) => line.service !== '' && line.service !== line.code && (line.table === 'XML2' || line.supply !== ''),
    );
    if (used.length === 0) return [];
    const services = servicesOf(claim);
    return used
      .filter((line) => line.fundAmount > 0n && !listOf(line.service).some((code) => services.has(baseOf(code))))
      .map((line) => ({
        table: line.table,
        row: line.row,
        nationalCode: '102',
        field: 'MA_DICH_VU',
        found: line.service,
        expected: 'a service of this claim',
        message: 'The service that it was used in is not in the claim',
        messageVi: 'Thuốc, vật tư đi kèm dịch vụ nhưng không có dịch vụ đó trong hồ sơ',
      }));
  },
};
