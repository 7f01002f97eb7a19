import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';

/** A file made ready to be stored. */
export type PackedFile = {
  readonly sha256: string;
  /** Of the file as it was sent. */
  readonly sizeBytes: number;
  /** gzip */
  readonly packed: Uint8Array;
};

export const sha256Of = (content: Uint8Array): string => createHash('sha256').update(content).digest('hex');

// A higher level takes longer and saves little: most of a claim file is the same tags again and again.
const LEVEL = 1;

export const packFile = (content: Buffer): PackedFile => ({
  sha256: sha256Of(content),
  sizeBytes: content.byteLength,
  packed: gzipSync(content, { level: LEVEL }),
});
