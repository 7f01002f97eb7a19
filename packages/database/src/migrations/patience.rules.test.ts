import { PATIENCE, pauseBeforeMs } from './patience.rules';

describe('a migration that waits for a table', () => {
  it('begins at once, and pauses longer before each further attempt, up to a limit', () => {
    const pauses = [1, 2, 3, 4, 20].map((attempt) => pauseBeforeMs(attempt, PATIENCE));
    expect(pauses).toEqual([0, 500, 750, 1_125, 4_000]);
  });

  it('lets others pass for at least as long as it has made them wait', () => {
    for (let attempt = 2; attempt <= PATIENCE.attempts; attempt += 1)
      expect(pauseBeforeMs(attempt, PATIENCE)).toBeGreaterThanOrEqual(PATIENCE.lockTimeoutMs);
  });

  it('waits much less than a request may wait for a lock', () => {
    expect(PATIENCE.lockTimeoutMs).toBeLessThanOrEqual(1_000);
  });
});
