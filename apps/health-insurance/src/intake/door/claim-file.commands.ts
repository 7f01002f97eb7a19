import { Rejection, reject } from '@ansinh/contracts/catalogue/problems';
import type { ClaimSubmission } from '@ansinh/contracts/health-insurance/api';
import { ClaimReceived } from '@ansinh/contracts/health-insurance/events';
import { isTimeout, isUnavailable, isUniqueViolation } from '@ansinh/database';
import type { StreamContext } from '@ansinh/http';
import { waitingRoom } from '@ansinh/http/admission';
import { received, sentAgain } from '../../claim/claim.rules';
import { type ClaimVersion, saveVersions } from '../../claim/claim.store';
import { listClaimsOfDocument } from '../../claim/claim.views';
import type { Tx } from '../../kit';
import { findDocument, type InsertedDocument, insertDocuments, type StoredDocument } from '../reader/document.store';
import { claimFileReading, READ_TOGETHER } from '../reader/file-reader';
import type { SentFile } from '../reader/sent-file';
import { inGroups } from './groups';

/** What the national tools accept as a single file. */
export const CLAIM_FILE_LIMIT_BYTES = 20_000_000;
const ENCOUNTER_TAKEN = 'claims_encounter';
/**
 * So many are in memory as they were read. What cannot be taken within some seconds is refused at once: its sender sends
 * it again, and loses nothing by it.
 */
const { inTurn } = waitingRoom({
  atOnce: READ_TOGETHER.files,
  bytesAtOnce: READ_TOGETHER.bytes,
  waitingMax: 300,
  waitingBytesMax: 100_000_000,
});
/** More transactions at once would be no faster, and appraisals and look-ups would wait behind them for a connection. */
const STORED_TOGETHER = { atOnce: 2, itemsMax: 32, sizeMax: 2_000_000, everyMs: 60 };

/** The first answer again: a file is taken once, however often it is sent. */
const answerAgain = async (tx: Tx, document: StoredDocument): Promise<ClaimSubmission> => ({
  submissionId: document.documentId,
  receivedAt: document.receivedAt.toISOString(),
  duplicate: true,
  claims: (await listClaimsOfDocument(tx.db, document.documentId)).map((claim) => ({ ...claim, status: 'received' })),
});

/** A file that was read and may be stored, and the request that brought it. */
type FileToStore = { readonly context: StreamContext<Tx>; readonly sent: SentFile };

/** A claim that a file brings, and its key at the hospital. */
type BroughtVersion = ClaimVersion & { readonly encounterKey: string };

const versionsOf = ({ context, sent }: FileToStore, { document, known }: InsertedDocument): BroughtVersion[] =>
  sent.claims.map(({ sentId, encounterKey }, index) => {
    const before = known.get(encounterKey);
    const claim = before === undefined ? received(sentId) : sentAgain(before, index + 1);
    return {
      sentId,
      encounterKey,
      claimId: claim.claimId,
      facilityCode: context.by.tenant.code,
      documentId: document.documentId,
      version: claim.version,
      aggregateVersion: claim.aggregateVersion,
    };
  });

const encounterKeysOf = ({ claims }: SentFile): string[] => claims.map(({ encounterKey }) => encounterKey);

/** The answer to a file that was stored; its claims are told of. */
const answerTo = (
  tx: Tx,
  context: StreamContext<Tx>,
  document: StoredDocument,
  versions: readonly BroughtVersion[],
): ClaimSubmission => {
  const { documentId, sizeBytes, sha256 } = document;
  const payload = { documentId, sizeBytes, sha256 };
  for (const { claimId, facilityCode, aggregateVersion } of versions) {
    const aggregate = { id: claimId, version: aggregateVersion };
    tx.append(ClaimReceived, { claimId, facilityCode, payload }, aggregate, context.cause);
  }
  tx.audit({
    action: 'claim.submit',
    target: `document:${documentId}`,
    outcome: `${versions.length} claims`,
    afterDigest: sha256,
    asked: context,
  });
  return {
    submissionId: documentId,
    receivedAt: document.receivedAt.toISOString(),
    duplicate: false,
    claims: versions.map(({ claimId, encounterKey }) => ({ claimId, encounterKey, status: 'received' })),
  };
};

/** Stores files of which no two have an encounter in common, all or none. */
const storeFiles = async (tx: Tx, files: readonly FileToStore[]): Promise<ClaimSubmission[]> => {
  const inserted = await insertDocuments(
    tx,
    files.map(({ context, sent }) => ({
      facilityCode: context.by.tenant.code,
      file: sent.file,
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
      brought.flatMap(({ stored, sent }) => (stored === undefined ? [] : [sent.records])),
    );
  } catch (error) {
    // Another file with the same encounter was taken at this moment.
    if (isUniqueViolation(error, ENCOUNTER_TAKEN)) throw reject('claim.in-appraisal');
    throw error;
  }
  const answers: ClaimSubmission[] = [];
  for (const { context, sent, stored, versions } of brought) {
    const first = stored ? undefined : await findDocument(tx.db, context.by.tenant.code, sent.file.sha256);
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
    sizeOf: ({ sent }) => sent.file.sizeBytes,
    keysOf: ({ context, sent }) =>
      [sent.file.sha256, ...encounterKeysOf(sent)].map((key) => `${context.by.tenant.code}|${key}`),
    mayBeOfOne: (error) => !isUnavailable(error) && !isTimeout(error),
    work: (files, { context }) => context.transact((tx) => storeFiles(tx, files)),
  });
  storesOf.set(server, store);
  return store;
};

const takeFile = async (context: StreamContext<Tx>, content: Buffer): Promise<ClaimSubmission> => {
  const facilityCode = context.by.tenant.code;
  const read = await claimFileReading.of(content, facilityCode);
  if (!('refusal' in read)) return storeOf(context.server)({ context, sent: read });
  return context.transact(async (tx) => {
    const earlier = await findDocument(tx.db, facilityCode, read.sha256);
    if (earlier === undefined) throw new Rejection(read.refusal.code, read.refusal.params);
    return answerAgain(tx, earlier);
  });
};

/**
 * Takes a claim file of the facility of the token, whole or not at all. The same bytes again are answered again, also when
 * the rules of form have changed meanwhile; an encounter that is known is taken anew only after it was returned.
 * @throws Rejection service.unavailable when too many files wait to be taken
 */
export const submitClaimFile = (context: StreamContext<Tx>, content: Buffer): Promise<ClaimSubmission> =>
  inTurn(content.length, () => takeFile(context, content));
