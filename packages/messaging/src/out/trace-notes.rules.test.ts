import { noteOf, traceOfNote } from './trace-notes.rules';

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

  it('has the version and the trace of its context at one place, by which the statement compares two of them', () => {
    expect(noteOf({ time, traceparent }).slice(25, 25 + 35)).toBe(`00-${traceId}`);
  });
});
