import { sha256 } from './digest';
import { shownReason, writtenOf } from './reasons';

const mask = (text: string): string => text.replace(/\d{9,}/, '***');

describe('why, as an operator reads it in the audit', () => {
  const text = 'Bệnh nhân Nguyễn Văn Mẫu, CCCD 066090000001, chẩn đoán B20';

  it('is no word of what somebody wrote of a person, also where an old row has the text', () => {
    expect(shownReason({ action: 'POST /v1/claims/:claimId/return', reason: text }, mask)).toBe(writtenOf(text));
    expect(shownReason({ action: 'benefit.decide', reason: writtenOf(text) }, mask)).toBe(writtenOf(text));
    expect(writtenOf(text)).toMatch(/^58 characters, d1\.development-2\.[A-Za-z0-9_-]{43}$/);
  });

  it('is the digest of before digests had a key as it stands there', () => {
    const reason = `58 characters, sha256 ${sha256(text)}`;
    expect(shownReason({ action: 'benefit.decide', reason }, mask)).toBe(reason);
  });

  it('is a code of ours as it is, and what operators wrote of messages and jobs without numbers', () => {
    expect(shownReason({ action: 'payout.return', reason: 'not-collected' }, mask)).toBe('not-collected');
    expect(shownReason({ action: 'refused', reason: 'request.not-found' }, mask)).toBe('request.not-found');
    expect(shownReason({ action: 'person.read', reason: 'and 4600 more' }, mask)).toBe('and 4600 more');
    expect(shownReason({ action: 'dead-letter.discard', reason: 'paid by hand, 066090000001' }, mask)).toBe(
      'paid by hand, ***',
    );
    expect(shownReason({ action: 'job.retry', reason: null }, mask)).toBeNull();
  });
});
