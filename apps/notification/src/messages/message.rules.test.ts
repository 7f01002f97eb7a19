import { localDate, yearMonth } from '@ansinh/contracts/vocabulary/calendar';
import { type Notice, render } from '../templates/notice.rules';
import { ofBenefit, ofCard, ofClaim, ofPayoutCreated, ofPayoutPaid, premiumNotice } from './message.rules';

const participantId = '019a0000-0000-7000-8000-000000000001';
const textOf = (addressed: { notice: Notice } | undefined, language: 'vi' | 'en' = 'vi', name?: string): string =>
  addressed === undefined ? 'nobody' : render(addressed.notice, language, name).text;

describe('a notice', () => {
  const card = {
    cardId: participantId,
    participantId,
    validFrom: localDate('2026-10-01'),
    validTo: localDate('2026-12-31'),
    fiveYearsOn: localDate('2031-10-01'),
  };
  const payout = {
    payoutId: participantId,
    kind: 'pension' as const,
    sourceId: participantId,
    beneficiary: { kind: 'participant' as const, id: participantId },
    period: yearMonth('2026-10'),
    amountVnd: '2530000',
    channel: 'post-office' as const,
  };

  it('of a card says when it is valid', () => {
    expect(textOf(ofCard(card))).toContain('từ ngày 01/10/2026 đến ngày 31/12/2026');
    expect(textOf(ofCard(card), 'en')).toContain('from 01/10/2026 to 31/12/2026');
  });

  it('greets by name whoever is known', () => {
    expect(textOf(ofCard(card), 'vi', 'Đặng Thị Ánh')).toMatch(/^Kính gửi ông\/bà Đặng Thị Ánh\. Thẻ/);
    expect(textOf(ofCard(card), 'vi')).toMatch(/^Thẻ/);
  });

  it('of a payout goes to participants, not to facilities', () => {
    expect(textOf(ofPayoutCreated(payout))).toBe(
      'Lương hưu kỳ 10/2026 của ông/bà là 2.530.000 đồng, được chi trả tại bưu điện.',
    );
    expect(textOf(ofPayoutCreated({ ...payout, channel: 'bank' }), 'en')).toContain('to your bank account');
    expect(ofPayoutCreated({ ...payout, beneficiary: { kind: 'facility', id: '66001' } })).toBeUndefined();
  });

  it('names the day of payment in Viet Nam', () => {
    expect(textOf(ofPayoutPaid({ ...payout, paidAt: '2026-10-05T18:00:00Z' }))).toContain('ngày 06/10/2026');
  });

  it('of a visit goes to the patient when the patient is known', () => {
    const claim = {
      claimId: participantId,
      facilityCode: '66001',
      participantId,
      month: yearMonth('2026-10'),
      outcome: 'accepted' as const,
      fundPays: '2031009.99',
      ruleCodes: [],
    };
    expect(textOf(ofClaim(claim))).toContain('2.031.009,99 đồng');
    expect(textOf(ofClaim({ ...claim, outcome: 'returned' }))).toContain('trả lại');
    expect(ofClaim({ ...claim, participantId: null })).toBeUndefined();
  });

  it('of a benefit says what was decided', () => {
    const benefit = {
      benefitId: participantId,
      participantId,
      kind: 'pension' as const,
      decision: 'approved' as const,
      payment: 'monthly' as const,
      amountVnd: '4200000',
      fromMonth: yearMonth('2026-11'),
    };
    expect(textOf(ofBenefit(benefit))).toContain('4.200.000 đồng mỗi tháng, từ tháng 11/2026');
    expect(textOf(ofBenefit({ ...benefit, decision: 'refused' }))).toContain('không được duyệt');
  });

  it('of a premium says how much came and for how long', () => {
    const notice = premiumNotice({ totalVnd: '2322540', paidOn: localDate('2026-10-05') }, 12);
    expect(textOf({ notice })).toContain('2.322.540 đồng tiền đóng bảo hiểm y tế 12 tháng');
  });
});
