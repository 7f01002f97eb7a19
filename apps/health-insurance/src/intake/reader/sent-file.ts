import { type ProblemCode, Rejection, type RejectionParams, reject } from '@ansinh/contracts/catalogue/problems';
import { newId } from '@ansinh/database';
import { XmlError } from '@ansinh/xml';
import type { SentRecords } from '../../claim/claim.store';
import { parseClaim } from '../../claim/claim-reading';
import { type ClaimFile, readClaimFile } from '../form/claim-file';
import { requireOwnFile, requireStructure } from '../form/claim-file.rules';
import { type CheckedSignature, checkSignature, checkSignatureQuickly } from '../signatures/signature.rules';
import { type PackedFile, packFile, sha256Of } from './packed-file';
import { recordsOf } from './sent-records';

/** A file of a facility, read, found good in form and made ready to be stored. Plain data: it may come from a thread. */
export type SentFile = {
  readonly file: PackedFile;
  readonly signature: CheckedSignature;
  /** Its encounters in their order; `sentId` as in the records. */
  readonly claims: readonly { readonly sentId: string; readonly encounterKey: string }[];
  readonly records: SentRecords;
};

/** A file that is not taken, and why, as plain data. */
export type RefusedFile = {
  readonly sha256: string;
  readonly refusal: { readonly code: ProblemCode; readonly params: RejectionParams };
};

const readFile = (content: Buffer): ClaimFile => {
  try {
    return readClaimFile(content);
  } catch (error) {
    if (!(error instanceof XmlError)) throw error;
    const { reason, line, column } = error;
    throw reject('request.malformed', { line, column, errors: [{ pointer: '', detail: error.message }], reason });
  }
};

type Check = (xml: string, hasSignature: boolean) => CheckedSignature | undefined;

const readOwnFile = (content: Buffer, facilityCode: string, check: Check): SentFile | undefined => {
  const file = readFile(content);
  requireOwnFile(file, facilityCode);
  requireStructure(file);
  const signature = check(file.xml, file.hasSignature);
  if (signature === undefined) return undefined;
  const encounters = file.encounters.map((encounter, index) => ({
    sentId: newId(),
    position: index + 1,
    encounter,
    claim: parseClaim(encounter),
  }));
  return {
    file: packFile(content),
    signature,
    claims: encounters.map(({ sentId, encounter: { encounterKey } }) => ({ sentId, encounterKey })),
    records: recordsOf(encounters),
  };
};

const orRefused = <Read>(content: Buffer, read: () => Read): Read | RefusedFile => {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof Rejection)) throw error;
    return { sha256: sha256Of(content), refusal: { code: error.code, params: error.params } };
  }
};

/**
 * Reads a file that a facility sent, or says why it is not taken. Needs no database, so that no connection waits for it; it
 * may take seconds.
 */
export const readSentFile = (content: Buffer, facilityCode: string): SentFile | RefusedFile => {
  const read = orRefused(content, () => readOwnFile(content, facilityCode, checkSignature));
  if (read === undefined) throw new Error('every signature holds or does not');
  return read;
};

/** The same of a small file, in some milliseconds; undefined where its signature needs longer to be verified. */
export const readSmallFile = (content: Buffer, facilityCode: string): SentFile | RefusedFile | undefined =>
  orRefused(content, () => readOwnFile(content, facilityCode, checkSignatureQuickly));
