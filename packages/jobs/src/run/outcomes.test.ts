import { reject } from '@ansinh/contracts/catalogue/problems';
import { z } from 'zod';
import { afterFailure, attemptsOf, CodedFailure, isUsedUp, LostEachTime, noteOf, pauseAfter } from './outcomes';

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
    expect([0, 1, 2, 3].map((count) => attemptsOf(attemptOf(count)))).toEqual([1, 2, 3, 3]);
  });

  it('is not tried again when repeating cannot help', () => {
    expect(afterFailure(attemptOf(0), reject('request.not-found'))).toBe('failed');
    expect(afterFailure(attemptOf(0), misfit())).toBe('failed');
  });

  it('is tried again when the refusal may pass', () => {
    expect(afterFailure(attemptOf(0), reject('service.unavailable'))).toBe('retry');
  });

  it('tries its transaction again when the database was away or another one was first, for a while', () => {
    const away = Object.assign(new Error('terminating connection'), { code: '57P01' });
    const deadlock = Object.assign(new Error('deadlock'), { code: '40P01' });
    expect([1, 2, 11, 12].map((tries) => pauseAfter(away, tries))).toEqual([200, 400, 2_000, undefined]);
    expect([1, 2, 3].map((tries) => pauseAfter(deadlock, tries))).toEqual([0, 0, undefined]);
    const late = Object.assign(new Error('canceling statement'), { code: '57014' });
    expect([1, 2, 3].map((tries) => pauseAfter(late, tries))).toEqual([0, 0, undefined]);
    expect(pauseAfter(broken, 1)).toBeUndefined();
  });

  it('leaves a note that names no person', () => {
    expect(noteOf(reject('request.not-found'))).toEqual({ cause: 'request.not-found', detail: 'the rules refused it' });
    expect(noteOf(broken)).toEqual({ cause: 'handler-failed', detail: 'Error' });
    expect(noteOf(misfit())).toEqual({ cause: 'contract', detail: 'id: invalid_format' });
    expect(noteOf(new LostEachTime()).cause).toBe('lost');
    expect(noteOf(new CodedFailure('450 4.2.1 at RCPT TO'))).toEqual({
      cause: 'handler-failed',
      detail: 'CodedFailure: 450 4.2.1 at RCPT TO',
    });
  });
});
