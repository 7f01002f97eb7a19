import fc from 'fast-check';
import { smtpFaultOf } from './smtp-fault.rules';

describe('why a mail did not go out', () => {
  it.each([
    [
      { code: 'EENVELOPE', responseCode: 550, response: '550 5.1.1 <a@b.example>', command: 'RCPT TO' },
      '550 5.1.1 at RCPT TO',
      true,
    ],
    [{ code: 'EMESSAGE', responseCode: 554, response: '554-5.7.1 spam', command: 'DATA' }, '554 5.7.1 at DATA', true],
    [
      { code: 'EENVELOPE', responseCode: 450, response: '450 4.2.1 busy', command: 'RCPT TO' },
      '450 4.2.1 at RCPT TO',
      false,
    ],
    [{ code: 'EAUTH', responseCode: 535, response: '535 no', command: 'AUTH PLAIN' }, '535 at AUTH PLAIN', false],
    [{ code: 'ECONNECTION', command: 'CONN' }, 'ECONNECTION at CONN', false],
    [{ code: 'ETIMEDOUT' }, 'ETIMEDOUT', false],
    ['boom', 'not sent', false],
    [undefined, 'not sent', false],
  ])('%j is told by codes: %s', (error, text, isPermanent) => {
    expect(smtpFaultOf(error)).toEqual({ error: text, isPermanent });
  });

  it('never quotes what the server says', () => {
    const said = fc.record({
      code: fc.string(),
      responseCode: fc.option(fc.integer({ min: 200, max: 599 }), { nil: undefined }),
      response: fc.string().map((text) => `550 5.1.1 <nguyen.van.mau@bv.example> ${text}`),
      command: fc.constantFrom('RCPT TO', 'RCPT TO:<nguyen.van.mau@bv.example>', 'DATA', undefined),
    });
    fc.assert(
      fc.property(said, (error) => {
        expect(smtpFaultOf(error).error).toMatch(/^[A-Za-z0-9 .-]{1,60}$/);
        expect(smtpFaultOf(error).error).not.toContain('mau');
      }),
    );
  });
});
