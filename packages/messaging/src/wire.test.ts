import type { EventAttributes } from '@ansinh/contracts/wire/envelope';
import { headersOf, headerTexts, parseHeaders } from './wire';

const attributes: EventAttributes = {
  specversion: '1.0',
  id: '019a2b3c-4d5e-7f60-8a9b-0c1d2e3f4a5b',
  source: '/ansinh/payment',
  type: 'ansinh.payment.PayoutPaid.v1',
  subject: 'p-1',
  time: '2026-10-05T01:30:00.000Z',
  datacontenttype: 'application/json',
  aggregateversion: 3,
  tenant: 'agency:66',
  causationid: 'request:r-1',
  traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
};

describe('CloudEvents over Kafka', () => {
  it('travel as ce_ headers, with content-type and traceparent under their own names', () => {
    expect(headersOf(attributes)).toMatchObject({
      'content-type': 'application/json',
      traceparent: attributes.traceparent,
      ce_specversion: '1.0',
      ce_type: 'ansinh.payment.PayoutPaid.v1',
      ce_aggregateversion: '3',
    });
  });

  it('come back as they went, also as buffers', () => {
    const asKafkaGives = Object.fromEntries(
      Object.entries(headersOf(attributes)).map(([name, value]) => [name, Buffer.from(value)]),
    );
    expect(parseHeaders(headerTexts(asKafkaGives))).toEqual(attributes);
  });

  it.each([['ce_id'], ['ce_type'], ['ce_aggregateversion'], ['content-type']])('without %s say so', (name) => {
    const { [name]: _left, ...headers } = headersOf(attributes);
    expect(parseHeaders(headers)).toEqual(
      expect.stringContaining(name.replace('ce_', '').replace('content-type', 'datacontenttype')),
    );
  });
});
