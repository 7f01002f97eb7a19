import { afterRun, requireNotConcluded } from './case.rules';

describe('a case', () => {
  it.each([
    [undefined, true, 'open'],
    [undefined, false, undefined],
    ['open', true, 'open'],
    ['open', false, 'vanished'],
    ['vanished', true, 'open'],
    ['vanished', false, 'vanished'],
    ['concluded', true, 'concluded'],
    ['concluded', false, 'concluded'],
  ] as const)('that is %s is, when a run finds it or not (%s), %s', (status, isFound, next) => {
    expect(afterRun(status, isFound)).toBe(next);
  });

  it('is concluded once', () => {
    expect(() => requireNotConcluded('open', undefined)).not.toThrow();
    expect(() => requireNotConcluded('vanished', undefined)).not.toThrow();
    expect(() => requireNotConcluded('concluded', '2026-11-05T02:00:00.000Z')).toThrow(
      expect.objectContaining({ code: 'watch-case.already-concluded' }),
    );
  });
});
