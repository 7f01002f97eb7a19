import { createSlots } from './slots';

describe('slots', () => {
  it('run so many at a time, in order, and give their place on also when the work fails', async () => {
    const inSlot = createSlots(2);
    const started: number[] = [];
    const gates = Array.from({ length: 4 }, () => Promise.withResolvers<void>());
    const results = gates.map(({ promise }, index) =>
      inSlot(() => {
        started.push(index);
        return promise.then(() => index);
      }),
    );
    await Promise.resolve();
    expect(started).toEqual([0, 1]);
    gates[1]?.reject(new Error('no'));
    await expect(results[1]).rejects.toThrow('no');
    expect(started).toEqual([0, 1, 2]);
    gates[0]?.resolve();
    await results[0];
    expect(started).toEqual([0, 1, 2, 3]);
    for (const gate of gates) gate.resolve();
    expect(await Promise.all([results[2], results[3]])).toEqual([2, 3]);
  });
});
