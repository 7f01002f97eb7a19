import { newId } from '@ansinh/database';
import { keyRing, type Owner } from '@ansinh/secrets';
import type { KnownClaim } from '../../claim/claim.rules';
import { type KnownRow, knownOf, lockingKnown } from '../../claim/stored-claim.store';
import { Prisma } from '../../generated/prisma/client';
import type { Tx } from '../../kit';
import type { CheckedSignature } from '../signatures/signature.rules';
import type { PackedFile } from './packed-file';

export type StoredDocument = {
  readonly documentId: string;
  readonly sha256: string;
  readonly sizeBytes: number;
  readonly receivedAt: Date;
};

export const findDocument = async (
  db: Tx['db'],
  facilityCode: string,
  sha256: string,
): Promise<StoredDocument | undefined> => {
  const row = await db.document.findUnique({
    where: { facilityCode_sha256: { facilityCode, sha256 } },
    select: { documentId: true, sha256: true, sizeBytes: true, receivedAt: true },
  });
  return row ?? undefined;
};

type Row = { readonly stored: readonly string[] | null; readonly known: readonly KnownRow[] | null };

/** A file of a facility that may be stored. */
export type ReceivedFile = {
  readonly facilityCode: string;
  readonly file: PackedFile;
  readonly signature: CheckedSignature;
  readonly encounterKeys: readonly string[];
};

export type InsertedDocument = {
  /** Undefined when the very file is there already. */
  readonly document: StoredDocument | undefined;
  /** The claims of its encounters that are known, by encounter key, locked to the end of the transaction. */
  readonly known: ReadonlyMap<string, KnownClaim>;
};

/** Whose the content of a file is sealed as: that of its facility with this digest. */
export const ofFile = (facilityCode: string, sha256: string): Owner => ['claim-file', facilityCode, sha256];

/** A file names a patient and tells of an illness in words; packed it is sealed as a whole, since no statement reads into it. */
const sealedContent = ({ facilityCode, file }: ReceivedFile): Buffer =>
  keyRing().sealBytes(file.packed, ofFile(facilityCode, file.sha256));

const documentRecord = (
  documentId: string,
  { facilityCode, file, signature, encounterKeys }: ReceivedFile,
  { start, bytes }: { readonly start: number; readonly bytes: number },
) => ({
  document_id: documentId,
  facility_code: facilityCode,
  sha256: file.sha256,
  size_bytes: file.sizeBytes,
  packed_from: start,
  packed_bytes: bytes,
  signature: signature.state,
  signed_with: signature.state === 'intact' ? signature.fingerprint : null,
  signature_fault: signature.state === 'invalid' ? signature.reason : null,
  encounter_keys: encounterKeys,
});

/** What the signature of a file of `sent` is worth at a moment: it is valid by a certificate of the facility. */
const stateAt = (now: Date): Prisma.Sql => Prisma.sql`
        CASE WHEN sent.signature <> 'intact' THEN sent.signature
          WHEN EXISTS (SELECT FROM facility_certificates AS known WHERE known.fingerprint = sent.signed_with
            AND known.facility_code = sent.facility_code AND known.revoked_at IS NULL AND ${now} >= known.valid_from
            AND ${now} < known.valid_to) THEN 'valid'
          ELSE 'untrusted' END`;

/**
 * Stores different files and locks the claims of their encounters. A file that is there already is not stored: a second
 * request waits here for the first.
 */
export const insertDocuments = async (tx: Tx, files: readonly ReceivedFile[]): Promise<readonly InsertedDocument[]> => {
  const ids = files.map(() => newId());
  const sealed = files.map(sealedContent);
  const packed = Buffer.concat(sealed);
  let end = 0;
  const records = files.map((file, index) => {
    const start = end + 1;
    const bytes = sealed[index]?.length ?? 0;
    end += bytes;
    return documentRecord(ids[index] ?? '', file, { start, bytes });
  });
  const [row] = await tx.db.$queryRaw<Row[]>`
    WITH sent AS MATERIALIZED (
      SELECT * FROM json_to_recordset(${JSON.stringify(records)}::json) AS sent(document_id uuid, facility_code text,
        sha256 text, size_bytes int, packed_from int, packed_bytes int, signature text, signed_with text, signature_fault text,
        encounter_keys text[])),
    stored AS (
      INSERT INTO documents (document_id, facility_code, sha256, size_bytes, content, packed_by, signature, signed_with,
        signature_fault, received_at)
      SELECT document_id, facility_code, sha256, size_bytes, substring(${packed}::bytea FROM packed_from FOR packed_bytes), 'gzip',
        ${stateAt(tx.now)},
        signed_with, signature_fault, ${tx.now}
      FROM sent ORDER BY facility_code, sha256
      ON CONFLICT (facility_code, sha256) DO NOTHING RETURNING document_id),
    known AS (${lockingKnown(Prisma.sql`SELECT facility_code, unnest(encounter_keys) AS encounter_key FROM sent`)})
    SELECT (SELECT json_agg(document_id) FROM stored) AS stored, (SELECT json_agg(known) FROM known) AS known`;
  const stored = new Set(row?.stored);
  const known = (row?.known ?? []).map(knownOf);
  return files.map(({ facilityCode, file: { sha256, sizeBytes }, encounterKeys }, index) => {
    const documentId = ids[index] ?? '';
    const own = known.filter((claim) => claim.facilityCode === facilityCode);
    return {
      document: stored.has(documentId) ? { documentId, sha256, sizeBytes, receivedAt: tx.now } : undefined,
      known: new Map(
        own.filter((claim) => encounterKeys.includes(claim.encounterKey)).map((claim) => [claim.encounterKey, claim]),
      ),
    };
  });
};

/**
 * Judges the signature of a file that comes anew: its certificate may have been registered meanwhile. One that was valid when
 * the file first came stays so, whatever has become of its certificate.
 */
export const verifyAnew = async (
  tx: Tx,
  documentId: string,
  { facilityCode, signature }: Pick<ReceivedFile, 'facilityCode' | 'signature'>,
): Promise<void> => {
  const signedWith = signature.state === 'intact' ? signature.fingerprint : null;
  const fault = signature.state === 'invalid' ? signature.reason : null;
  await tx.db.$executeRaw`
    UPDATE documents SET signature = ${stateAt(tx.now)}, signed_with = sent.signed_with, signature_fault = sent.signature_fault
    FROM (SELECT ${facilityCode}::text AS facility_code, ${signature.state}::text AS signature, ${signedWith}::text AS signed_with,
      ${fault}::text AS signature_fault) AS sent
    WHERE document_id = ${documentId}::uuid AND documents.signature IS DISTINCT FROM 'valid'`;
};
