import { ClaimReceived, type ClaimSubmission, Rejection, reject } from '@ansinh/contracts';
import { isUnavailable, isUniqueViolation, newId } from '@ansinh/database';
import type { StreamContext } from '@ansinh/http';
import type { Tx } from '../kit';
import { type ClaimFile, type Encounter, readClaimFile } from '../xml/claim-file';
import { XmlError } from '../xml/xml-reader';
import { requireOwnFile, requireReturned, requireStructure } from './claim.rules';
import { type ClaimVersion, saveVersions } from './claim.store';
import { listClaimsOfDocument } from './claim.views';
import {
  findDocument,
  type InsertedDocument,
  insertDocuments,
  type PackedFile,
  packFile,
  type StoredDocument,
  sha256Of,
} from './intake/document.store';
import { inGroups } from './intake/groups';
import { type CheckedSignature, checkSignature } from './intake/signature.rules';
import { turns } from './intake/turns';
import { type ParsedClaim, parseClaim } from './parsed-claim';

/** What the national tools accept as a single file. */
export const CLAIM_FILE_LIMIT_BYTES = 20_000_000;
const ENCOUNTER_TAKEN = 'claims_encounter';
/**
 * So many are in memory as they were read. What cannot be taken within some seconds is refused at once: its sender sends
 * it again, and loses nothing by it.
 */
const inTurn = turns({ atOnce: 64, bytesAtOnce: 20_000_000, waitingMax: 300, waitingBytesMax: 100_000_000 });
/** More transactions at once would be no faster, and appraisals and look-ups would wait behind them for a connection. */
const STORED_TOGETHER = { atOnce: 2, itemsMax: 32, sizeMax: 2_000_000 };

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

/** A file that was read and may be stored, and the request that brought it. */
type FileToStore = { readonly context: StreamContext<Tx>; readonly file: PackedFile; readonly sent: SentFile };

const versionsOf = ({ context, sent }: FileToStore, { document, known }: InsertedDocument): ClaimVersion[] =>
  sent.claims.map(({ encounter, claim }, index) => {
    const position = index + 1;
    const before = known.get(encounter.encounterKey);
    if (before !== undefined) requireReturned(before, position);
    return {
      claimId: before?.claimId ?? newId(),
      facilityCode: context.by.tenant.code,
      documentId: document.documentId,
      version: (before?.version ?? 0) + 1,
      aggregateVersion: (before?.aggregateVersion ?? 0) + 1,
      position,
      encounter,
      claim,
    };
  });

const encounterKeysOf = ({ claims }: SentFile): string[] => claims.map(({ encounter }) => encounter.encounterKey);

/** The answer to a file that was stored; its claims are told of. */
const answerTo = (
  tx: Tx,
  context: StreamContext<Tx>,
  document: StoredDocument,
  versions: readonly ClaimVersion[],
): ClaimSubmission => {
  const { documentId, sizeBytes, sha256 } = document;
  const payload = { documentId, sizeBytes, sha256 };
  for (const { claimId, facilityCode, aggregateVersion } of versions) {
    const aggregate = { id: claimId, version: aggregateVersion };
    tx.append(ClaimReceived, { claimId, facilityCode, payload }, aggregate, context.cause);
  }
  return {
    submissionId: documentId,
    receivedAt: document.receivedAt.toISOString(),
    duplicate: false,
    claims: versions.map(({ claimId, claim }) => ({ claimId, encounterKey: claim.encounterKey, status: 'received' })),
  };
};

/** Stores files of which no two have an encounter in common, all or none. */
const storeFiles = async (tx: Tx, files: readonly FileToStore[]): Promise<ClaimSubmission[]> => {
  const inserted = await insertDocuments(
    tx,
    files.map(({ context, file, sent }) => ({
      facilityCode: context.by.tenant.code,
      file,
      signature: sent.signature,
      encounterKeys: encounterKeysOf(sent),
    })),
  );
  const brought = files.map((file, index) => {
    const stored = inserted[index];
    return { ...file, stored, versions: stored === undefined ? [] : versionsOf(file, stored) };
  });
  try {
    await saveVersions(
      tx,
      brought.flatMap(({ versions }) => versions),
    );
  } catch (error) {
    // Another file with the same encounter was taken at this moment.
    if (isUniqueViolation(error, ENCOUNTER_TAKEN)) throw reject('claim.in-appraisal');
    throw error;
  }
  const answers: ClaimSubmission[] = [];
  for (const { context, file, stored, versions } of brought) {
    const first = stored ? undefined : await findDocument(tx.db, context.by.tenant.code, file.sha256);
    if (stored !== undefined) answers.push(answerTo(tx, context, stored.document, versions));
    else if (first !== undefined) answers.push(await answerAgain(tx, first));
    else throw reject('service.unavailable');
  }
  return answers;
};

/** Files that come at the same time share a transaction; each server has its own, as it has its own database. */
const storesOf = new WeakMap<object, (file: FileToStore) => Promise<ClaimSubmission>>();

const storeOf = (server: object): ((file: FileToStore) => Promise<ClaimSubmission>) => {
  const known = storesOf.get(server);
  if (known !== undefined) return known;
  const store = inGroups<FileToStore, ClaimSubmission>({
    ...STORED_TOGETHER,
    sizeOf: ({ file }) => file.sizeBytes,
    keysOf: ({ context, file, sent }) =>
      [file.sha256, ...encounterKeysOf(sent)].map((key) => `${context.by.tenant.code}|${key}`),
    mayBeOfOne: (error) => !isUnavailable(error),
    work: (files, { context }) => context.transact((tx) => storeFiles(tx, files)),
  });
  storesOf.set(server, store);
  return store;
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
  return storeOf(context.server)({ context, file: await packFile(content), sent });
};

/**
 * Takes a claim file of the facility of the token, whole or not at all. The same bytes again are answered again, also when
 * the rules of form have changed meanwhile; an encounter that is known is taken anew only after it was returned.
 * @throws Rejection service.unavailable when too many files wait to be taken
 */
export const submitClaimFile = (context: StreamContext<Tx>, content: Buffer): Promise<ClaimSubmission> =>
  inTurn(content.length, () => takeFile(context, content));
