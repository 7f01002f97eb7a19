import type { Tx } from '../../kit';
import type { FileSignature } from '../signatures/file-signature';

type Row = { readonly documentId: string; readonly signature: string | null; readonly fault: string | null };

const signatureOf = ({ signature: state, fault }: Row): FileSignature | undefined => {
  if (state === 'invalid') return { state, fault: fault ?? '' };
  return state === 'absent' || state === 'untrusted' || state === 'valid' ? { state } : undefined;
};

/** Of files, by the id of their document; files of before signatures were verified are left out. */
export const findSignatures = async (
  { db }: Pick<Tx, 'db'>,
  documentIds: readonly string[],
): Promise<ReadonlyMap<string, FileSignature>> => {
  const rows = await db.$queryRaw<Row[]>`
    SELECT document_id::text AS "documentId", signature, signature_fault AS fault FROM documents
    WHERE document_id = ANY(${[...new Set(documentIds)]}::uuid[])`;
  return new Map(
    rows.flatMap((row) => {
      const signature = signatureOf(row);
      return signature === undefined ? [] : [[row.documentId, signature]];
    }),
  );
};
