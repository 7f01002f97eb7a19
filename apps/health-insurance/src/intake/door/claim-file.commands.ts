import { Rejection, reject } from '@ansinh/contracts/catalogue/problems';
import type { ClaimSubmission } from '@ansinh/contracts/health-insurance/api';
import { ClaimReceived } from '@ansinh/contracts/health-insurance/events';
import { isTimeout, isUnavailable, isUniqueViolation } from '@ansinh/database';
import type { StreamContext } from '@ansinh/http';
import { waitingRoom } from '@ansinh/http/admission';
import { mayComeAnew, received, sentAgain } from '../../claim/claim.rules';
import { type ClaimVersion, saveVersions } from '../../claim/claim.store';
import { listClaimsOfDocument } from '../../claim/claim.views';
import type { Tx } from '../../kit';
import {
  findDocument,
  type InsertedDocument,
  insertDocuments,
  type StoredDocument,
  verifyAnew,
} from '../reader/document.store';
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

/** What became of a file that was taken before; its claims as they stand. */
const answerAgain = async (tx: Tx, document: StoredDocument): Promise<ClaimSubmission> => ({
  submissionId: document.documentId,
  receivedAt: document.receivedAt.toISOString(),
  duplicate: true,
  claims: await listClaimsOfDocument(tx.db, document.documentId),
});

/** A file that was read and may be stored, and the request that brought it. */
type FileToStore = { readonly context: StreamContext<Tx>; readonly sent: SentFile };

/** A claim that a file brings, and its key at the hospital. */
type BroughtVersion = ClaimVersion & { readonly encounterKey: string };

/**
 * What a file brings: every claim when it comes for the first time, afterwards those that came back, since the same bytes are
 * their correction when what spoke against them has been mended elsewhere. The others stay as they are.
 */
const versionsOf = (
  { context, sent }: FileToStore,
  { documentId }: StoredDocument,
  { document, known }: InsertedDocument,
): BroughtVersion[] =>
  sent.claims.flatMap(({ sentId, encounterKey }, index) => {
    const before = known.get(encounterKey);
    if (document === undefined && (before === undefined || !mayComeAnew(before))) return [];
    const { claimId, version, aggregateVersion } =
      before === undefined ? received(sentId) : sentAgain(before, index + 1);
    const { code: facilityCode } = context.by.tenant;
    return [{ sentId, encounterKey, claimId, facilityCode, documentId, version, aggregateVersion }];
  });

const encounterKeysOf = ({ claims }: SentFile): string[] => claims.map(({ encounterKey }) => encounterKey);

/** Tells of the claims that a file brought. */
const tellOf = (
  tx: Tx,
  asked: StreamContext<Tx>,
  { documentId, sizeBytes, sha256 }: StoredDocument,
  versions: readonly BroughtVersion[],
): void => {
  const payload = { documentId, sizeBytes, sha256 };
  for (const { claimId, facilityCode, aggregateVersion } of versions) {
    const aggregate = { id: claimId, version: aggregateVersion };
    tx.append(ClaimReceived, { claimId, facilityCode, payload }, aggregate, asked.cause);
  }
  if (versions.length > 0)
    tx.audit({
      action: 'claim.submit',
      target: `document:${documentId}`,
      outcome: `${versions.length} claims`,
      afterDigest: sha256,
      asked,
    });
};

/** A file, where it is kept, and the versions of claims that it brings. */
type Brought = FileToStore & {
  readonly isNew: boolean;
  readonly document: StoredDocument;
  readonly versions: readonly BroughtVersion[];
};

const broughtBy = async (tx: Tx, file: FileToStore, inserted: InsertedDocument): Promise<Brought> => {
  const facilityCode = file.context.by.tenant.code;
  const document = inserted.document ?? (await findDocument(tx.db, facilityCode, file.sent.file.sha256));
  if (document === undefined) throw reject('service.unavailable');
  const isNew = inserted.document !== undefined;
  const versions = versionsOf(file, document, inserted);
  if (!isNew && versions.length > 0)
    await verifyAnew(tx, document.documentId, { facilityCode, signature: file.sent.signature });
  return { ...file, isNew, document, versions };
};

const answerTo = async (tx: Tx, { isNew, document, versions }: Brought): Promise<ClaimSubmission> => {
  if (versions.length === 0) return answerAgain(tx, document);
  if (!isNew) return { ...(await answerAgain(tx, document)), receivedAt: tx.now.toISOString(), duplicate: false };
  return {
    submissionId: document.documentId,
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
  const brought: Brought[] = [];
  for (const [index, file] of files.entries()) {
    const stored = inserted[index];
    if (stored === undefined) throw new Error('every file was asked for');
    brought.push(await broughtBy(tx, file, stored));
  }
  try {
    await saveVersions(
      tx,
      brought.flatMap(({ versions }) => versions),
      brought.flatMap(({ versions, sent }) => (versions.length === 0 ? [] : [sent.records])),
    );
  } catch (error) {
    // Another file with the same encounter was taken at this moment.
    if (isUniqueViolation(error, ENCOUNTER_TAKEN)) throw reject('claim.in-appraisal');
    throw error;
  }
  const answers: ClaimSubmission[] = [];
  for (const file of brought) {
    tellOf(tx, file.context, file.document, file.versions);
    answers.push(await answerTo(tx, file));
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
    const answer = earlier === undefined ? undefined : await answerAgain(tx, earlier);
    // What came back cannot be corrected by a file of a form that is refused by now.
    if (answer === undefined || answer.claims.some(mayComeAnew))
      throw new Rejection(read.refusal.code, read.refusal.params);
    return answer;
  });
};

/**
 * Takes a claim file of the facility of the token, whole or not at all. The same bytes again are answered with what became of
 * them, also when the rules of form have changed meanwhile, and are the correction of those of their claims that were
 * returned. An encounter that is known is taken anew only after it was returned.
 * @throws Rejection service.unavailable when too many files wait to be taken
 */
export const submitClaimFile = (context: StreamContext<Tx>, content: Buffer): Promise<ClaimSubmission> =>
  inTurn(content.length, () => takeFile(context, content));
