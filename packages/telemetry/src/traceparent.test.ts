import { isSampled, traceIdIn } from './traceparent';

const TRACE = '0af7651916cd43dd8448eb211c80319c';
const SPAN = 'b7ad6b7169203331';

describe('a trace context', () => {
  it.each([
    ['01', true],
    ['03', true],
    ['00', false],
    ['02', false],
  ])('with the flags %s names its trace, and whether it is kept', (flags, kept) => {
    const text = `00-${TRACE}-${SPAN}-${flags}`;
    expect([traceIdIn(text), isSampled(text)]).toEqual([TRACE, kept]);
  });

  it.each([
    undefined,
    '',
    'x',
    TRACE,
    `00-${TRACE}`,
    `ff-${TRACE}-${SPAN}-01`,
    `00-${'0'.repeat(32)}-${SPAN}-01`,
    `00-${TRACE}-${'0'.repeat(16)}-01`,
    `00-${TRACE.toUpperCase()}-${SPAN}-01`,
    `00-${TRACE}-${SPAN}-01-more`,
  ])('is not %j', (text) => {
    expect([traceIdIn(text), isSampled(text)]).toEqual([undefined, false]);
  });
});
