import { redactPath } from './redact';

const ID = '019a2b3c-4d5e-7f60-8a9b-012345678901';

describe('a path in a trace', () => {
  it.each([
    ['/v1/insurance-cards/DN4660000000001/eligibility?date=2026-10-05', '/v1/insurance-cards/***/***'],
    ['/v1/insurance-cards/gd4666600000001/eligibility', '/v1/insurance-cards/***/***'],
    ['/v1/insurance-cards/GD-4666600000001', '/v1/insurance-cards/***'],
    ['/v1/people/066065000001', '/v1/people/***'],
    ['/v1/a066090000001', '/v1/***'],
    ['/066090000001', '/***'],
    ['/v1/nothing/Nguy%E1%BB%85n%20V%C4%83n%20An', '/v1/nothing/***'],
    ['/v1/nothing/nguyen-van-an', '/v1/nothing/***'],
    [`/v1/employers/${ID}/statements/2026-10`, `/v1/employers/${ID}/***/***`],
    ['/v1/claims?cursor=abc', '/v1/claims'],
    ['/v1/claims#066090000001', '/v1/claims'],
  ])('%s becomes %s', (path, redacted) => {
    expect(redactPath(path)).toBe(redacted);
  });
});
