import { reject } from '@ansinh/contracts/catalogue/problems';
import { noteOf, passing } from './failures';

const withCode = (code: string): Error => Object.assign(new Error('of Nguyễn Văn A'), { code });

describe('an error', () => {
  it.each([
    ['away', '57P01'],
    ['away', 'P1001'],
    ['conflict', '40P01'],
    ['conflict', '40001'],
    ['locked', '55P03'],
    ['timeout', '57014'],
    ['timeout', '25P03'],
  ])('passes, since the database is %s or says so by %s', (why, code) => {
    expect(passing(withCode(code))).toBe(why);
  });

  it('does not pass when it is a bug, a constraint or a refusal', () => {
    for (const error of [new TypeError('x'), withCode('23505'), reject('request.not-found'), 'text'])
      expect(passing(error)).toBeUndefined();
  });

  it('leaves a note that names no person', () => {
    expect(noteOf(reject('request.not-found'))).toEqual({ cause: 'request.not-found', detail: 'the rules refused it' });
    expect(noteOf(new Error('of Nguyễn Văn A'))).toEqual({ cause: 'handler-failed', detail: 'Error' });
    expect(noteOf(Object.assign(new TypeError('x'), { code: 'ECONNREFUSED' })).detail).toBe('TypeError ECONNREFUSED');
    expect(noteOf(withCode('Nguyễn Văn A')).detail).toBe('Error');
    expect(noteOf('text')).toEqual({ cause: 'handler-failed', detail: 'unknown error' });
  });
});
