import { workInRounds } from './rounds';

describe('work in rounds', () => {
  /** Seven items in rounds of three; each round takes ten milliseconds of a clock that only work moves. */
  const run = async (budgetMs: number, items = [1, 2, 3, 4, 5, 6, 7]) => {
    const rounds: number[][] = [];
    const left = await workInRounds({
      items,
      itemsPerRound: 3,
      budgetMs,
      elapsed: () => rounds.length * 10,
      work: async (round) => void rounds.push([...round]),
    });
    return { rounds, left };
  };

  it('does everything when the time is enough', async () => {
    expect(await run(1_000)).toEqual({ rounds: [[1, 2, 3], [4, 5, 6], [7]], left: 0 });
  });

  it('begins no round after the time is used up, and says what is left', async () => {
    expect(await run(15)).toEqual({
      rounds: [
        [1, 2, 3],
        [4, 5, 6],
      ],
      left: 1,
    });
  });

  it('always does the first round, and none when there is nothing to do', async () => {
    expect(await run(0)).toEqual({ rounds: [[1, 2, 3]], left: 4 });
    expect(await run(0, [])).toEqual({ rounds: [], left: 0 });
  });
});
