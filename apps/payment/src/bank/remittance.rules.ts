import { PAYOUT_KINDS } from '@ansinh/contracts/payment/kinds';
import { knownKind } from '@ansinh/contracts/wire/open-kind';

/** Of a kind that a later release made we know that the agency pays it, and no more. */
const UNKNOWN_KIND = { purpose: 'GOVT', vi: 'khoản của cơ quan BHXH' };

/** Purpose by the external list of ISO 20022, and what the beneficiary reads on the statement, with all its accents. */
export const wordingOf = (line: { readonly kind: string; readonly period: string }) => {
  const known = knownKind(PAYOUT_KINDS, line.kind);
  const { purpose, vi } = known === undefined ? UNKNOWN_KIND : PAYOUT_KINDS[known];
  const month = `${line.period.slice(5)}/${line.period.slice(0, 4)}`;
  return { purpose, text: `BHXH chi trả ${vi} tháng ${month}` };
};
