import type { ICustomPartitioner } from 'kafkajs';

const SEED = 0x9747b28c;
const M = 0x5bd1e995;
const R = 24;

/** Kafka's own hash of keys (MurmurHash2, 32 bits): org.apache.kafka.common.utils.Utils.murmur2. */
export const murmur2 = (data: Buffer): number => {
  const words = data.length >> 2;
  let hash = SEED ^ data.length;
  for (let word = 0; word < words; word += 1) {
    let mixed = Math.imul(data.readInt32LE(word * 4), M);
    mixed = Math.imul(mixed ^ (mixed >>> R), M);
    hash = Math.imul(hash, M) ^ mixed;
  }
  const rest = data.length & ~3;
  for (let index = data.length - 1; index >= rest; index -= 1) hash ^= (data[index] ?? 0) << (8 * (index - rest));
  if (rest < data.length) hash = Math.imul(hash, M);
  hash = Math.imul(hash ^ (hash >>> 13), M);
  return hash ^ (hash >>> 15);
};

/** The partition of a key, of so many. */
export const partitionOf = (key: string | Buffer, partitions: number): number =>
  (murmur2(Buffer.isBuffer(key) ? key : Buffer.from(key)) & 0x7fffffff) % partitions;

/**
 * The partition that every other Kafka client gives to the same key. kafkajs computes the same with 64-bit integers,
 * which took a fifth of the relay's time. A message without a key has no order to keep: any partition will do.
 */
export const createPartitioner: ICustomPartitioner =
  () =>
  ({ partitionMetadata, message: { key, partition } }) => {
    if (partition !== undefined && partition !== null) return partition;
    if (key === null || key === undefined) return Math.floor(Math.random() * partitionMetadata.length);
    return partitionOf(key, partitionMetadata.length);
  };
