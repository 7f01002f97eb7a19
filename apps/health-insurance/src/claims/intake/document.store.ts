import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { ClaimStatus } from '@ansinh/contracts';
import { newId } from '@ansinh/database';
import type { Tx } from '../../kit';
import type { KnownClaim } from '../claim.rules';
import type { CheckedSignature } from './signature.rules';

export type StoredDocument = {
  readonly documentId: string;
  readonly sha256: string;
  readonly sizeBytes: number;
  readonly receivedAt: Date;
};

/** A file made ready to be stored. */
export type PackedFile = {
  readonly sha256: string;
  /** Of the file as it was sent. */
  readonly sizeBytes: number;
  /** gzip */
  readonly packed: Uint8Array;
};

export const sha256Of = (content: Uint8Array): string => createHash('sha256').update(content).digest('hex');

const pack = promisify(gzip);
// A higher level takes longer and saves little: most of a claim file is the same tags again and again.
const LEVEL = 1;

export const packFile = async (content: Buffer): Promise<PackedFile> => ({
  sha256: sha256Of(content),
  sizeBytes: content.byteLength,
  packed: new Uint8Array(await pack(content, { level: LEVEL })),
});

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

type KnownRow = {
  readonly claim_id: string;
  readonly encounter_key: string;
  readonly version: number;
  readonly aggregate_version: number;
  readonly status: string;
};
type Row = { readonly is_new: boolean; readonly known: readonly KnownRow[] | null };

export type InsertedDocument = {
  readonly document: StoredDocument;
  /** The claims of its encounters that are known, by encounter key, locked to the end of the transaction. */
  readonly known: ReadonlyMap<string, KnownClaim>;
};

const knownClaim = (row: KnownRow): KnownClaim => ({
  claimId: row.claim_id,
  version: row.version,
  aggregateVersion: row.aggregate_version,
  status: ClaimStatus.parse(row.status),
});

/**
 * Stores the file and locks the claims of its encounters, in one order so that two files cannot block each other. Returns
 * undefined when the same file is there: a second request waits here for the first.
 */
export const insertDocument = async (
  tx: Tx,
  facilityCode: string,
  sent: { readonly file: PackedFile; readonly signature: CheckedSignature; readonly encounterKeys: readonly string[] },
): Promise<InsertedDocument | undefined> => {
  const { sha256, sizeBytes, packed } = sent.file;
  const document = { documentId: newId(), sha256, sizeBytes, receivedAt: tx.now };
  const { signature } = sent;
  const signedWith = signature.state === 'intact' ? signature.fingerprint : null;
  const fault = signature.state === 'invalid' ? signature.reason : null;
  const [row] = await tx.db.$queryRaw<Row[]>`
    WITH stored AS (
      INSERT INTO documents (document_id, facility_code, sha256, size_bytes, content, packed_by, signature, signed_with,
        signature_fault, received_at)
      VALUES (${document.documentId}::uuid, ${facilityCode}, ${sha256}, ${sizeBytes}, ${packed}, 'gzip',
        CASE WHEN ${signature.state} <> 'intact' THEN ${signature.state}
          WHEN EXISTS (SELECT FROM facility_certificates WHERE fingerprint = ${signedWith}
            AND facility_code = ${facilityCode} AND revoked_at IS NULL AND ${tx.now} >= valid_from
            AND ${tx.now} < valid_to) THEN 'valid'
          ELSE 'untrusted' END,
        ${signedWith}, ${fault}, ${tx.now})
      ON CONFLICT (facility_code, sha256) DO NOTHING RETURNING document_id),
    known AS (
      SELECT claim_id, encounter_key, version, aggregate_version, status FROM claims
      WHERE facility_code = ${facilityCode} AND encounter_key = ANY(${[...sent.encounterKeys]})
      ORDER BY claim_id FOR UPDATE)
    SELECT EXISTS (SELECT FROM stored) AS is_new, (SELECT jsonb_agg(known) FROM known) AS known`;
  if (row?.is_new !== true) return undefined;
  return { document, known: new Map(row.known?.map((known) => [known.encounter_key, knownClaim(known)])) };
};
