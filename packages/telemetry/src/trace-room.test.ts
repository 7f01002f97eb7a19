import { TraceRoom } from './trace-room';

const contextOf = (digit: string): string => `00-${digit.repeat(32)}-${digit.repeat(16)}-01`;

describe('what one transaction causes', () => {
  it('goes on in the trace of its cause three times, and then begins traces that are linked to it', () => {
    const room = new TraceRoom();
    const [a, b] = [contextOf('a'), contextOf('b')];
    const carried = [a, a, b, a, a, b].map((context) => room.next(context));
    expect(carried).toEqual([
      { traceparent: a },
      { traceparent: a },
      { traceparent: b },
      { traceparent: a },
      { tracelink: a },
      { traceparent: b },
    ]);
  });

  it('carries nothing where nothing is traced', () => {
    expect(new TraceRoom().next(undefined)).toEqual({});
  });
});
