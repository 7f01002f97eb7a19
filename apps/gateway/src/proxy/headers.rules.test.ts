import { requestHeadersFor, responseHeadersFrom } from './headers.rules';

describe('the headers that pass the door', () => {
  it('are, inwards, only those that a service needs', () => {
    const headers = {
      authorization: 'Bearer x',
      'idempotency-key': 'k',
      'content-type': 'application/json',
      connection: 'x-secret',
      'x-forwarded-for': '1.2.3.4',
      'x-tenant': 'facility:1',
      cookie: 'a=b',
      'x-request-id': 'of the caller',
    };
    expect(requestHeadersFor(headers, 'r1')).toEqual({
      authorization: 'Bearer x',
      'idempotency-key': 'k',
      'content-type': 'application/json',
      'x-request-id': 'r1',
    });
  });

  it('are, outwards, all but those of the connection', () => {
    const headers = {
      'content-type': 'text/xml',
      connection: 'keep-alive, X-Internal',
      'keep-alive': 'timeout=5',
      'transfer-encoding': 'chunked',
      'x-internal': '1',
      'idempotent-replayed': 'true',
      'set-cookie': ['a', 'b'],
    };
    expect(responseHeadersFrom(headers)).toEqual({
      'content-type': 'text/xml',
      'idempotent-replayed': 'true',
      'set-cookie': ['a', 'b'],
    });
  });
});
