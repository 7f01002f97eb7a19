import type { ClaimReceived } from '@ansinh/contracts/health-insurance/events';
import type { EventAttributes } from '@ansinh/contracts/wire/envelope';

/** A claim that was received, and the event that says so. */
export type ReceivedClaim = ClaimReceived & { readonly receivedBy: EventAttributes };

/** A claim takes about twice the bytes of its file in memory; one of 67 days has a file of 1.5 MB. */
const PART_BYTES = 8_000_000;

/**
 * Claims in the order in which they came in, so many at a time as fit into memory. A file of several claims counts in
 * equal shares for those of them that are here: rather too much than too little.
 */
export const partsOf = (received: readonly ReceivedClaim[], partBytes = PART_BYTES): readonly ReceivedClaim[][] => {
  const ofFile = Map.groupBy(received, ({ payload }) => payload.documentId);
  const parts: ReceivedClaim[][] = [];
  let room = 0;
  for (const claim of received.toSorted((one, other) => (one.claimId < other.claimId ? -1 : 1))) {
    const { documentId, sizeBytes } = claim.payload;
    const bytes = sizeBytes / (ofFile.get(documentId)?.length ?? 1);
    const part = parts.at(-1);
    if (part === undefined || bytes > room) {
      parts.push([claim]);
      room = partBytes - bytes;
    } else {
      part.push(claim);
      room -= bytes;
    }
  }
  return parts;
};
