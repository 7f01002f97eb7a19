import { reject } from '@ansinh/contracts/catalogue/problems';
import { z } from 'zod';
import { afterFailure, isUsedUp, LostEachTime, noteOf } from './outcome.rules';

const attemptOf = (retryCount: number, attempts = 3) => ({ retryCount, retryLimit: attempts });
const broken = new Error('the number 0123456789 of Nguyễn Văn A is wrong');

/** What does not fit a schema. */
const misfit = (): unknown => {
  const read = z.object({ id: z.uuid() }).safeParse({ id: 'Nguyễn Văn A' });
  return read.error;
};

describe('a job that failed', () => {
  it('is tried again until its attempts are used up', () => {
    expect([0, 1, 2].map((count) => afterFailure(attemptOf(count), broken))).toEqual(['retry', 'retry', 'failed']);
    expect(afterFailure(attemptOf(0, 1), broken)).toBe('failed');
  });

  it('is handed out once more when its process was lost each time, to be set aside alone', () => {
    expect([0, 1, 2, 3].map((count) => isUsedUp(attemptOf(count)))).toEqual([false, false, false, true]);
    expect(afterFailure(attemptOf(3), new LostEachTime())).toBe('failed');
  });

  it('is not tried again when repeating cannot help', () => {
    expect(afterFailure(attemptOf(0), reject('request.not-found'))).toBe('failed');
    expect(afterFailure(attemptOf(0), misfit())).toBe('failed');
  });

  it('is tried again when the refusal may pass', () => {
    expect(afterFailure(attemptOf(0), reject('service.unavailable'))).toBe('retry');
  });

  it('leaves a note that names no person', () => {
    expect(noteOf(reject('request.not-found'))).toEqual({ cause: 'request.not-found', detail: 'the rules refused it' });
    expect(noteOf(broken)).toEqual({ cause: 'handler-failed', detail: 'Error' });
    expect(noteOf(Object.assign(new TypeError('x'), { code: 'ECONNREFUSED' })).detail).toBe('TypeError ECONNREFUSED');
    expect(noteOf(Object.assign(broken, { code: 'Nguyễn Văn A' })).detail).toBe('Error');
    expect(noteOf(misfit())).toEqual({ cause: 'contract', detail: 'id: invalid_format' });
    expect(noteOf('text')).toEqual({ cause: 'handler-failed', detail: 'unknown error' });
    expect(noteOf(new LostEachTime()).cause).toBe('lost');
  });
});
