import type { Principal } from '@ansinh/contracts/wire/permissions';
import { type Act, Acts, actOf } from './acts';
import { canonicalText, digestOf } from './digest';
import { writtenOf } from './reasons';

const LAN: Principal = { subject: 'lan', tenant: { kind: 'agency', code: '66' }, permissions: new Set() };
const HOSPITAL: Principal = { subject: 'his', tenant: { kind: 'facility', code: '66001' }, permissions: new Set() };

describe('an act', () => {
  it('is written with who acts, for whom, and with digests in place of what was and is', () => {
    const [before, after] = [
      { status: 'returned', amountVnd: 5n },
      { amountVnd: 5n, status: 'created' },
    ];
    expect(actOf(LAN, { action: 'payout.redirect', target: 'payout:1', before, after })).toEqual({
      subject: 'lan',
      tenant: 'agency:66',
      action: 'payout.redirect',
      target: 'payout:1',
      traceId: undefined,
      before: digestOf({ amountVnd: '5', status: 'returned' }),
      after: digestOf({ status: 'created', amountVnd: '5' }),
    });
  });

  it('keeps a word of ours as it is, and of what somebody wrote its length and digest', () => {
    const said = 'Nguyễn Văn Mẫu, HIV';
    expect(actOf(LAN, { action: 'claim.return', target: 'claim:1', said }).reason).toBe(writtenOf(said));
    expect(actOf(LAN, { action: 'payout.return', target: 'payout:1', reason: 'deceased' }).reason).toBe('deceased');
  });

  it('has no digest of what was not there', () => {
    expect(actOf(LAN, { action: 'a', target: 'job:1' })).toMatchObject({ before: undefined, after: undefined });
    expect(actOf(LAN, { action: 'a', target: 'job:1', afterDigest: 'f00' })).toMatchObject({ after: 'f00' });
  });

  it('is of the request that asked, where a transaction serves several, which is told', () => {
    const acts = new Acts(LAN);
    let heard = 0;
    const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
    const asked = { by: HOSPITAL, cause: { traceparent }, heard: () => (heard += 1) };
    acts.audit({ action: 'claim.submit', target: 'document:1', asked });
    expect([acts.size, heard]).toEqual([1, 1]);
    expect(actOf(LAN, { action: 'claim.submit', target: 'document:1', asked })).toMatchObject({
      subject: 'his',
      tenant: 'facility:66001',
      traceId: '4bf92f3577b34da6a3ce929d0e0e4736',
    });
  });
});

describe('what a door answers', () => {
  const written = (...acts: Act[]) => {
    const all = new Acts(LAN);
    for (const act of acts) all.audit(act);
    all.answered('payout:1', 'f00');
    return all.rows.map(({ target, after }) => [target, after]);
  };

  it('is what the thing is since: of the only act, or of those on what the address names', () => {
    expect(written({ action: 'a', target: 'settlement:1' })).toEqual([['settlement:1', 'f00']]);
    expect(written({ action: 'a', target: 'settlement:1' }, { action: 'b', target: 'payout:1' })).toEqual([
      ['settlement:1', undefined],
      ['payout:1', 'f00'],
    ]);
  });

  it('is nothing where the command has said it', () => {
    expect(written({ action: 'a', target: 'payout:1', afterDigest: 'abc' })).toEqual([['payout:1', 'abc']]);
  });
});

describe('the text under a digest', () => {
  it('is that of RFC 8785: one for one value', () => {
    const at = new Date('2026-10-05T01:30:00Z');
    expect(canonicalText({ b: 1n, a: [at, null, 1.5], c: undefined })).toBe(
      '{"a":["2026-10-05T01:30:00.000Z",null,1.5],"b":"1"}',
    );
    expect(canonicalText(undefined)).toBe('null');
  });
});
