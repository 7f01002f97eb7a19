import { processTimeOf, withDescendants } from './processes.ts';

describe('what /proc tells of processes', () => {
  it('is read behind the name of the program, whatever that holds; ended children count', () => {
    const stat = `42 (node) (x) y) S 7 42 42 0 -1 4194304 5000 0 3 0 120 30 40 10 20 0 11 0 5000`;
    expect(processTimeOf(42, stat)).toEqual({ pid: 42, parent: 7, cpuMs: 2_000 });
  });

  it('joins a process with all that it has started, and with nobody else', () => {
    const process = (pid: number, parent: number) => ({ pid, parent, cpuMs: 0 });
    const all = [process(9, 3), process(1, 0), process(3, 2), process(2, 1), process(5, 1)];
    expect(withDescendants(all, 2)).toEqual(new Set([2, 3, 9]));
  });
});
