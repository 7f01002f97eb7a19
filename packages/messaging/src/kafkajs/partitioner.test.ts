import fc from 'fast-check';
import { Partitioners } from 'kafkajs';
import { createPartitioner, murmur2 } from './partitioner';

describe('the partition of a key', () => {
  // From the tests of Apache Kafka, org.apache.kafka.common.utils.UtilsTest.testMurmur2.
  it.each([
    ['21', -973932308],
    ['foobar', -790332482],
    ['a-little-bit-long-string', -985981536],
    ['a-little-bit-longer-string', -1486304829],
    ['lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8', -58897971],
    ['abc', 479470107],
  ])('hashes %s as Kafka does', (key, hash) => {
    expect(murmur2(Buffer.from(key))).toBe(hash);
  });

  it('is the one that kafkajs gives, for any key', () => {
    const [ours, theirs] = [createPartitioner(), Partitioners.DefaultPartitioner()];
    const partitionMetadata = Array.from({ length: 6 }, (_, partitionId) => ({
      partitionId,
      leader: 1,
      partitionErrorCode: 0,
      replicas: [],
      isr: [],
    }));
    fc.assert(
      fc.property(fc.oneof(fc.uuid(), fc.string({ unit: 'binary' })), (key) => {
        const args = { topic: 't', partitionMetadata, message: { key, value: '' } };
        expect(ours(args)).toBe(theirs(args));
      }),
    );
  });
});
