import type { Problem } from '@ansinh/contracts/catalogue/problems';

/** A call that the platform refused: the sentence names the call and what the problem says of it. */
export class CallRefused extends Error {
  constructor(
    readonly call: string,
    readonly status: number,
    readonly problem: Partial<Problem>,
  ) {
    super(
      `${call} answered ${status} ${problem.code ?? ''}: ${problem.title ?? ''} ${JSON.stringify(problem.errors ?? [])}`,
    );
    this.name = 'CallRefused';
  }
}

export const refusalOf = (call: string, status: number, text: string): CallRefused => {
  try {
    return new CallRefused(call, status, JSON.parse(text) as Partial<Problem>);
  } catch {
    return new CallRefused(call, status, { title: text.slice(0, 200) });
  }
};
