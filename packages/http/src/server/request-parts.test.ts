import { Rejection } from '@ansinh/contracts/catalogue/problems';
import { z } from 'zod';
import { problemBody } from '../routes/problem-body';
import { parsePart, requireWholeTexts } from './request-parts';

const Line = z.object({ name: z.string(), birthDate: z.string(), wage: z.int() });
const Lines = z.object({ lines: z.array(Line).min(1).max(5_000) });

const refusalOf = (work: () => unknown) => {
  try {
    work();
  } catch (error) {
    if (error instanceof Rejection) return problemBody(error.code, error.params, { instance: '/', traceId: '' });
    throw error;
  }
  throw new Error('it was taken');
};
const sizeOf = (value: unknown): number => JSON.stringify(value).length;

describe('a body', () => {
  it('is refused with the first hundred of its faults, as fast as with a hundred', () => {
    const few = { lines: Array.from({ length: 100 }, () => ({})) };
    const many = { lines: Array.from({ length: 5_000 }, () => ({})) };
    const timeOf = (body: unknown): number => {
      const begun = performance.now();
      for (let time = 0; time < 20; time += 1) refusalOf(() => parsePart(Lines, body, ''));
      return performance.now() - begun;
    };
    timeOf(few);
    expect(timeOf(many)).toBeLessThan(5 * timeOf(few) + 50);
    const refusal = refusalOf(() => parsePart(Lines, many, ''));
    expect(refusal.errors?.length).toBe(100);
    expect(refusal).toMatchObject({ code: 'request.invalid', findings: 102 });
    expect(sizeOf(refusal)).toBeLessThan(30_000);
    expect(sizeOf(refusalOf(() => parsePart(Lines, few, '')))).toBeLessThan(30_000);
  });

  it('with a list that is too long is refused by its length alone', () => {
    const { errors } = refusalOf(() => parsePart(Lines, { lines: Array(5_001).fill(1) }, ''));
    expect(errors).toEqual([{ pointer: '/lines', detail: 'a list has at most 5000 items', code: 'too_big' }]);
  });

  it('with a long list that is right is read as ever, and a fault at its end is found', () => {
    const line = { name: 'a', birthDate: 'b', wage: 1 };
    const lines = Array.from({ length: 5_000 }, () => line);
    expect(parsePart(Lines, { lines }, '')).toEqual({ lines });
    const { errors, findings } = refusalOf(() =>
      parsePart(Lines, { lines: [...lines.slice(1), { ...line, wage: 'x' }] }, ''),
    );
    expect([errors?.map(({ pointer }) => pointer), findings]).toEqual([['/lines/4999/wage'], undefined]);
  });

  it('holds no text that cannot be kept', () => {
    const { errors } = refusalOf(() => requireWholeTexts({ lines: [{ name: 'a~/' }, { 'a/b': '\ud800' }] }, ''));
    expect(errors).toEqual([
      { pointer: '/lines/1/a~1b', detail: 'holds NUL, half of a character or a mark of direction' },
    ]);
  });
});

describe('a refusal', () => {
  it('tells a bounded amount, whatever it is given', () => {
    const long = 'x'.repeat(1_000_000);
    const deep = { a: { a: { a: { a: { a: long } } } } };
    const errors = Array.from({ length: 50_000 }, () => ({ pointer: long, detail: long }));
    const told = problemBody(
      'request.invalid',
      { errors, known: Array(9_999).fill(long), long, deep },
      { instance: '/', traceId: '' },
    );
    expect(sizeOf(told)).toBeLessThan(200_000);
    expect(told).toMatchObject({ findings: 50_000, status: 422 });
    expect(told.errors?.length).toBe(100);
  });

  it('leaves half of no character', () => {
    const told = problemBody(
      'request.invalid',
      { long: `${'x'.repeat(499)}${'👩'.repeat(10)}` },
      { instance: '/', traceId: '' },
    );
    expect(JSON.stringify(told)).not.toMatch(/\\ud/);
  });
});
