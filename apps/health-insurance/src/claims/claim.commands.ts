import { ClaimReceived, type ClaimSubmission, Rejection, reject } from '@ansinh/contracts';
import { isUniqueViolation, newId } from '@ansinh/database';
import type { StreamContext } from '@ansinh/http';
import type { Tx } from '../kit';
import { type ClaimFile, type Encounter, readClaimFile } from '../xml/claim-file';
import { XmlError } from '../xml/xml-reader';
import { type KnownClaim, requireOwnFile, requireReturned, requireStructure } from './claim.rules';
import { type ClaimVersion, saveVersions } from './claim.store';
import { listClaimsOfDocument } from './claim.views';
import {
  findDocument,
  insertDocument,
  type PackedFile,
  packFile,
  type StoredDocument,
  sha256Of,
} from './intake/document.store';
import { type CheckedSignature, checkSignature } from './intake/signature.rules';
import { turns } from './intake/turns';
import { type ParsedClaim, parseClaim } from './parsed-claim';

/** What the national tools accept as a single file. */
export const CLAIM_FILE_LIMIT_BYTES = 20_000_000;
const ENCOUNTER_TAKEN = 'claims_encounter';
/**
 * More at once would be no faster, and appraisals and look-ups would wait behind them for a connection. What cannot be
 * taken within some seconds is refused at once: its sender sends it again, and loses nothing by it.
 */
const inTurn = turns({ atOnce: 4, waitingMax: 300, waitingBytesMax: 100_000_000 });

const readFile = (content: Buffer): ClaimFile => {
  try {
    return readClaimFile(content);
  } catch (error) {
    if (!(error instanceof XmlError)) throw error;
    const { reason, line, column } = error;
    throw reject('request.malformed', { line, column, errors: [{ pointer: '', detail: error.message }], reason });
  }
};

/** One encounter of a file as it was sent and as it was read. */
type SentClaim = { readonly encounter: Encounter; readonly claim: ParsedClaim };
type SentFile = { readonly claims: readonly SentClaim[]; readonly signature: CheckedSignature };

/** A file of this facility. Throws its refusals; pure, so that no connection waits for it. */
const readSentFile = (content: Buffer, facilityCode: string): SentFile => {
  const file = readFile(content);
  requireOwnFile(file, facilityCode);
  requireStructure(file);
  return {
    claims: file.encounters.map((encounter) => ({ encounter, claim: parseClaim(encounter) })),
    signature: checkSignature(file.xml, file.hasSignature),
  };
};

/** The first answer again: a file is taken once, however often it is sent. */
const answerAgain = async (tx: Tx, document: StoredDocument): Promise<ClaimSubmission> => ({
  submissionId: document.documentId,
  receivedAt: document.receivedAt.toISOString(),
  duplicate: true,
  claims: (await listClaimsOfDocument(tx.db, document.documentId)).map((claim) => ({ ...claim, status: 'received' })),
});

const versionsOf = (claims: readonly SentClaim[], known: ReadonlyMap<string, KnownClaim>): ClaimVersion[] =>
  claims.map(({ encounter, claim }, index) => {
    const position = index + 1;
    const before = known.get(encounter.encounterKey);
    if (before !== undefined) requireReturned(before, position);
    return {
      claimId: before?.claimId ?? newId(),
      version: (before?.version ?? 0) + 1,
      aggregateVersion: (before?.aggregateVersion ?? 0) + 1,
      position,
      encounter,
      claim,
    };
  });

const storeFile = async (tx: Tx, file: PackedFile, sent: SentFile): Promise<ClaimSubmission> => {
  const facilityCode = tx.by.tenant.code;
  const { claims, signature } = sent;
  const encounterKeys = claims.map(({ encounter }) => encounter.encounterKey);
  const inserted = await insertDocument(tx, facilityCode, { file, signature, encounterKeys });
  if (inserted === undefined) {
    const first = await findDocument(tx.db, facilityCode, file.sha256);
    if (first === undefined) throw reject('service.unavailable');
    return answerAgain(tx, first);
  }
  const { document, known } = inserted;
  const versions = versionsOf(claims, known);
  try {
    await saveVersions(tx, { facilityCode, documentId: document.documentId }, versions);
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

const takeFile = async (context: StreamContext<Tx>, content: Buffer): Promise<ClaimSubmission> => {
  const facilityCode = context.by.tenant.code;
  let sent: SentFile;
  try {
    sent = readSentFile(content, facilityCode);
  } catch (refusal) {
    if (!(refusal instanceof Rejection)) throw refusal;
    return context.transact(async (tx) => {
      const earlier = await findDocument(tx.db, facilityCode, sha256Of(content));
      if (earlier === undefined) throw refusal;
      return answerAgain(tx, earlier);
    });
  }
  const file = await packFile(content);
  return context.transact((tx) => storeFile(tx, file, sent));
};

/**
 * Takes a claim file of the facility of the token, whole or not at all. The same bytes again are answered again, also when
 * the rules of form have changed meanwhile; an encounter that is known is taken anew only after it was returned.
 * @throws Rejection service.unavailable when too many files wait to be taken
 */
export const submitClaimFile = (context: StreamContext<Tx>, content: Buffer): Promise<ClaimSubmission> =>
  inTurn(content.length, () => takeFile(context, content));
