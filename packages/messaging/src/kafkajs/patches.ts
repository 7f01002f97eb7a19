import { replaceRecordEncoder } from './record-encoder';
import { quietRequestQueues } from './request-queue';

export type KafkaPatches = {
  /** False leaves the encoder of the library in its place, to measure what ours is worth (docs/adr/0012-record-encoder.md). */
  readonly recordEncoder?: boolean;
};

let areInstalled = false;

/**
 * Changes what kafkajs does inside, for the whole process and once: the first call decides. Who makes a client calls it
 * before, since kafkajs loads its encoder with the first request that needs it.
 */
export const installKafkaPatches = ({ recordEncoder = true }: KafkaPatches = {}): void => {
  if (areInstalled) return;
  areInstalled = true;
  quietRequestQueues();
  if (recordEncoder) replaceRecordEncoder();
};
