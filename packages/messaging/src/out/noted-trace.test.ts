import { traceOfNote } from './noted-trace';
import { noteOf, TRACE_IN_NOTE } from './trace-notes.rules';

const time = '2026-10-05T01:30:00.000Z';
const traceId = '0af7651916cd43dd8448eb211c80319c';
const traceparent = `00-${traceId}-b7ad6b7169203331-01`;

describe('the note of a trace', () => {
  it('is read as it was written', () => {
    expect(traceOfNote(noteOf({ time, traceparent }))).toEqual({ at: time, traceparent, traceId, isKept: true });
  });

  it('says of a trace that nobody kept that it is not there', () => {
    expect(traceOfNote(noteOf({ time, traceparent: traceparent.replace(/1$/, '0') }))?.isKept).toBe(false);
  });

  it('is empty where nothing is traced', () => {
    expect(noteOf({ time })).toBe('');
    expect(traceOfNote('')).toBeUndefined();
  });

  it('has its trace at the place by which the statement compares two of them', () => {
    const { from, length } = TRACE_IN_NOTE;
    expect(noteOf({ time, traceparent }).slice(from - 1, from - 1 + length)).toBe(traceId);
  });

  it.each([`${time}`, `${time} `, `${time} 00-${traceId}`, `${time} ${traceparent} more`])('is not %j', (text) => {
    expect(traceOfNote(text)).toBeUndefined();
  });
});
