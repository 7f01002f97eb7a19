import { newId } from '@ansinh/database';
import { CARD, FACILITY } from './claims';

export type StoredClaimInput = {
  readonly facilityCode?: string;
  readonly month?: string;
  readonly status?: 'received' | 'accepted' | 'returned';
  /** Asked of the fund, hundredths of a dong. */
  readonly fundClaimed?: bigint;
  /** What the appraisal left of it; all of it when left out. */
  readonly fundPays?: bigint;
  readonly leftAt?: string;
  readonly receivedAt?: string;
};

/** A claim as its row, for rooms that start where the appraisal has ended: 80 % of the cost is asked of the fund. */
export const claimRow = (input: StoredClaimInput = {}) => {
  const { month = '2026-10', status = 'accepted', fundClaimed = 40_000_000n, leftAt = `${month}-05T03:30:00Z` } = input;
  const claimId = newId();
  const total = (fundClaimed * 5n) / 4n;
  const fundPays = status === 'accepted' ? (input.fundPays ?? fundClaimed) : status === 'returned' ? 0n : null;
  return {
    claimId,
    facilityCode: input.facilityCode ?? FACILITY,
    encounterKey: claimId,
    version: 1,
    aggregateVersion: 1,
    status,
    cardNumbers: CARD,
    fullName: 'Trần Thị Thử',
    visitReason: '1.1',
    careType: '01',
    mainDisease: 'J00',
    arrivedAt: new Date(leftAt),
    leftAt: new Date(leftAt),
    settlementMonth: month,
    totalHospital: total,
    totalInScope: total,
    patientPays: 0n,
    coPayment: total - fundClaimed,
    fundClaimed,
    fundPays,
    rowCounts: {},
    receivedAt: new Date(input.receivedAt ?? leftAt),
  };
};
