import { eventually } from './eventually';

describe('eventually', () => {
  it('returns the result of the first try that holds', async () => {
    let tries = 0;
    const result = await eventually(
      () => {
        tries += 1;
        expect(tries).toBeGreaterThanOrEqual(3);
        return 'settled';
      },
      { everyMs: 1 },
    );
    expect(result).toBe('settled');
    expect(tries).toBe(3);
  });

  it('fails with the last failure when the time is over', async () => {
    let tries = 0;
    const attempt = eventually(
      async () => {
        tries += 1;
        throw new Error(`try ${tries}`);
      },
      { withinMs: 30, everyMs: 5 },
    );
    await expect(attempt).rejects.toThrow(/^try [2-9]/);
  });
});
