// A thread that reads claim files (file-reader.ts). It gives way to the threads that answer: who looks up a card waits.
import { setPriority } from 'node:os';
import { worker } from 'workerpool';
import { type RefusedFile, readSentFile, type SentFile } from './sent-file';

const NICE = 5;
// Elsewhere a priority is that of the whole process.
if (process.platform === 'linux') setPriority(NICE);

/** `content` lost its class on the way here. */
const read = (content: Uint8Array, facilityCode: string): SentFile | RefusedFile =>
  readSentFile(Buffer.from(content.buffer, content.byteOffset, content.byteLength), facilityCode);

worker({ read });
