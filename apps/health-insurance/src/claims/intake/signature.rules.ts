import type { LocalDate } from '@ansinh/contracts';
import type { ClaimFile, LocatedFinding } from '../../xml/claim-file';
import { structureFinding } from '../../xml/structure-finding';

/**
 * What is known of the signature of a file. `present` says that CHUKYDONVI is not empty and nothing more: no signature is
 * verified by this service (docs/adr/0011-claim-signature.md), so none is ever called good.
 */
export type SignatureState = 'absent' | 'present';

/** What a file without a signature is worth: `off` takes it, `return` sends it back. */
export type SignatureDemand = 'off' | 'return';

type DatedDemand = { readonly from: LocalDate; readonly demand: SignatureDemand; readonly source: string };

/**
 * The demand by the day on which a file is received, in order of time. TT 12/2026/TT-BTC asks for a signature from
 * 2026-01-01 on; it stays `off` as long as nobody verifies one, for any text in CHUKYDONVI would satisfy it.
 */
export const SIGNATURE_DEMANDS: readonly DatedDemand[] = [
  { from: '2026-01-01', demand: 'off', source: 'TT 12/2026/TT-BTC (CHUKYDONVI, SHA-256)' },
];

export const signatureState = ({ hasSignature }: Pick<ClaimFile, 'hasSignature'>): SignatureState =>
  hasSignature ? 'present' : 'absent';

/** A finding when a signature is demanded on the day and there is none. */
export const signatureFindings = (
  state: SignatureState,
  receivedOn: LocalDate,
  demands: readonly DatedDemand[] = SIGNATURE_DEMANDS,
): readonly LocatedFinding[] => {
  const dated = demands.findLast(({ from }) => from <= receivedOn);
  if (state !== 'absent' || dated === undefined || dated.demand === 'off') return [];
  const finding = structureFinding({
    field: 'CHUKYDONVI',
    expected: `the signature of the facility (${dated.source})`,
    message: 'the file is not signed',
    messageVi: 'hồ sơ chưa có chữ ký số của cơ sở',
  });
  return [{ encounter: undefined, finding }];
};
