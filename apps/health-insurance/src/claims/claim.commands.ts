import { ClaimReceived, type ClaimSubmission, reject } from '@ansinh/contracts';
import { isUniqueViolation, newId } from '@ansinh/database';
import type { Tx } from '../kit';
import { type ClaimFile, readClaimFile } from '../xml/claim-file';
import { XmlError } from '../xml/xml-reader';
import { requireOwnFile, requireReturned, requireStructure } from './claim.rules';
import {
  type ClaimVersion,
  findDocument,
  insertDocument,
  loadKnownClaims,
  type StoredDocument,
  saveVersions,
  sha256Of,
} from './claim.store';
import { listClaimsOfDocument } from './claim.views';
import { parseClaim } from './parsed-claim';

const ENCOUNTER_TAKEN = 'claims_encounter';

const readFile = (content: Buffer): ClaimFile => {
  try {
    return readClaimFile(content);
  } catch (error) {
    if (!(error instanceof XmlError)) throw error;
    const { reason, line, column } = error;
    throw reject('request.malformed', { line, column, errors: [{ pointer: '', detail: error.message }], reason });
  }
};

/** The first answer again: a file is taken once, however often it is sent. */
const answerAgain = async (tx: Tx, document: StoredDocument): Promise<ClaimSubmission> => ({
  submissionId: document.documentId,
  receivedAt: document.receivedAt.toISOString(),
  duplicate: true,
  claims: (await listClaimsOfDocument(tx.db, document.documentId)).map((claim) => ({ ...claim, status: 'received' })),
});

const versionsOf = async (tx: Tx, facilityCode: string, file: ClaimFile): Promise<ClaimVersion[]> => {
  const keys = file.encounters.map(({ encounterKey }) => encounterKey);
  const known = await loadKnownClaims(tx, facilityCode, keys);
  return file.encounters.map((encounter, index) => {
    const position = index + 1;
    const before = known.get(encounter.encounterKey);
    if (before !== undefined) requireReturned(before, position);
    return {
      claimId: before?.claimId ?? newId(),
      version: (before?.version ?? 0) + 1,
      aggregateVersion: (before?.aggregateVersion ?? 0) + 1,
      position,
      encounter,
      claim: parseClaim(encounter),
    };
  });
};

/**
 * Takes a claim file of the facility of the token, whole or not at all. The same bytes again are answered again; an
 * encounter that is known is taken anew only after it was returned.
 */
export const submitClaimFile = async (tx: Tx, content: Buffer): Promise<ClaimSubmission> => {
  const facilityCode = tx.by.tenant.code;
  const earlier = await findDocument(tx.db, facilityCode, sha256Of(content));
  if (earlier !== undefined) return answerAgain(tx, earlier);
  const file = readFile(content);
  requireOwnFile(file, facilityCode);
  requireStructure(file);
  const document = await insertDocument(tx, facilityCode, content);
  if (document === undefined) {
    const first = await findDocument(tx.db, facilityCode, sha256Of(content));
    if (first === undefined) throw reject('service.unavailable');
    return answerAgain(tx, first);
  }
  const versions = await versionsOf(tx, facilityCode, file);
  try {
    await saveVersions(tx, facilityCode, document.documentId, versions);
  } catch (error) {
    // Another file with the same encounter was taken at this moment.
    if (isUniqueViolation(error, ENCOUNTER_TAKEN)) throw reject('claim.in-appraisal');
    throw error;
  }
  const payload = { documentId: document.documentId, sizeBytes: document.sizeBytes, sha256: document.sha256 };
  for (const { claimId, aggregateVersion } of versions)
    tx.append(ClaimReceived, { claimId, facilityCode, payload }, { id: claimId, version: aggregateVersion });
  return {
    submissionId: document.documentId,
    receivedAt: document.receivedAt.toISOString(),
    duplicate: false,
    claims: versions.map(({ claimId, claim }) => ({ claimId, encounterKey: claim.encounterKey, status: 'received' })),
  };
};
