import { redactPath } from './redact';

describe('a path in a trace or log', () => {
  it.each([
    ['/v1/insurance-cards/DN4660000000001/eligibility?date=2026-10-05', '/v1/insurance-cards/***/eligibility'],
    ['/v1/people/066065000001', '/v1/people/***'],
    [
      '/v1/employers/019a2b3c-4d5e-7f60-8a9b-012345678901/statements/2026-10',
      '/v1/employers/019a2b3c-4d5e-7f60-8a9b-012345678901/statements/2026-10',
    ],
    ['/v1/claims?cursor=abc', '/v1/claims'],
  ])('%s becomes %s', (path, redacted) => {
    expect(redactPath(path)).toBe(redacted);
  });
});
