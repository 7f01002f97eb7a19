import fc from 'fast-check';
import { type KafkaRecord, loadEncoders } from './record-encoder';

const { library, ours } = loadEncoders();

const content = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)),
);
const nullable = fc.option(content, { nil: null });
const header = fc.oneof({ weight: 9, arbitrary: content }, fc.array(content, { maxLength: 3 }));
const record: fc.Arbitrary<KafkaRecord> = fc.record(
  {
    offsetDelta: fc.nat(),
    timestampDelta: fc.nat(),
    key: nullable,
    value: nullable,
    headers: fc.dictionary(fc.string({ unit: 'binary' }), header),
  },
  { requiredKeys: ['value'] },
);

describe('the encoder of records', () => {
  it('writes the bytes that kafkajs writes, for any record', () => {
    fc.assert(fc.property(record, (any) => expect(ours(any).buffer).toEqual(library(any).buffer)));
  });

  it('counts bytes, not characters, where lengths need more than one byte', () => {
    const vietnamese = { value: 'Bảo hiểm xã hội '.repeat(2_000), headers: { ce_subject: 'Đắk Lắk '.repeat(20) } };
    expect(ours(vietnamese).buffer).toEqual(library(vietnamese).buffer);
  });
});
