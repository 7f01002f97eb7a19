import { sourcesBelow } from '../../testing/repository';
import { COLLECTION_PROBLEMS } from '../collection/problems';
import { ENROLLMENT_PROBLEMS } from '../enrollment/problems';
import { GATEWAY_PROBLEMS } from '../gateway/problems';
import { HEALTH_INSURANCE_PROBLEMS } from '../health-insurance/problems';
import { APPROVAL_PROBLEMS } from '../operations/approval.problems';
import { OPERATIONS_PROBLEMS } from '../operations/problems';
import { PAYMENT_PROBLEMS } from '../payment/problems';
import { COMMON_PROBLEMS } from '../wire/common.problems';
import type { ProblemDefinition } from '../wire/problem-definition';
import { PROBLEMS, type ProblemCode, problemOf, Rejection, reject } from './problems';
import { PROBLEMS_VI } from './vietnamese.problems';

const parts = {
  COMMON_PROBLEMS,
  OPERATIONS_PROBLEMS,
  APPROVAL_PROBLEMS,
  GATEWAY_PROBLEMS,
  ENROLLMENT_PROBLEMS,
  COLLECTION_PROBLEMS,
  HEALTH_INSURANCE_PROBLEMS,
  PAYMENT_PROBLEMS,
};

const problems = Object.entries<ProblemDefinition>(PROBLEMS);
const codes = problems.map(([code]) => code);

describe('the catalogue of problems', () => {
  it.each(Object.entries(parts))('%s is sorted by code', (_name, part) => {
    expect(Object.keys(part)).toEqual(Object.keys(part).sort());
  });

  it('holds every code of every part once', () => {
    expect(
      Object.values(parts)
        .flatMap((part) => Object.keys(part))
        .sort(),
    ).toEqual([...codes].sort());
  });

  it.each(problems)('%s can be understood and mended', (code, { status, title, fix, retryable }) => {
    expect(code).toMatch(/^[a-z]+(-[a-z]+)*\.[a-z]+(-[a-z]+)*$/);
    expect([400, 401, 403, 404, 405, 409, 410, 412, 413, 415, 422, 429, 500, 503]).toContain(status);
    expect(title).toMatch(/^[A-Z].*[^.]$/);
    expect(fix).toMatch(/^[A-Z].*\.$/);
    // A client that waits in vain, or does not wait, is told wrong.
    if ([429, 503].includes(status)) expect(retryable).toBe(true);
    if ([400, 401, 403, 404, 413, 415, 422].includes(status)) expect(retryable).toBeUndefined();
  });

  it.each(codes)('%s is told in Vietnamese too, with the same members', (code) => {
    const [english, vietnamese] = [PROBLEMS[code as ProblemCode], PROBLEMS_VI[code as ProblemCode]];
    expect(vietnamese.title).toMatch(/^\p{Lu}.*[^.]$/u);
    expect(vietnamese.fix).toMatch(/^\p{Lu}.*\.$/u);
    const membersOf = (text: string): string[] => [...text.matchAll(/`(\w+)`/g)].map(([, name = '']) => name).sort();
    expect(membersOf(vietnamese.fix).filter((name) => !membersOf(english.fix).includes(name))).toEqual([]);
  });

  it('has no code that nobody rejects with', () => {
    // A route's list of problems and the documents only repeat what is thrown elsewhere.
    const thrown = sourcesBelow('apps', 'packages')
      .filter(({ path }) => !path.endsWith('problems.ts') && !path.endsWith('openapi.ts'))
      .map(({ text }) => text.replace(/\bproblems:\s*\[[^\]]*\]/g, ''))
      .join('\n');
    expect(codes.filter((code) => !thrown.includes(`'${code}'`))).toEqual([]);
  });
});

describe('a rejection', () => {
  it('carries its code and what the texts name', () => {
    const rejection = reject('payout.amount-differs', { expectedVnd: '1250000' });
    expect(rejection).toBeInstanceOf(Rejection);
    expect(rejection).toMatchObject({
      code: 'payout.amount-differs',
      message: 'payout.amount-differs',
      params: { expectedVnd: '1250000' },
    });
    expect(problemOf(rejection.code).status).toBe(422);
    expect(reject('request.not-found').params).toEqual({});
  });
});
