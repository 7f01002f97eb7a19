import { localDate, yearMonth } from '@ansinh/contracts/vocabulary/calendar';
import { type Notice, render } from '../templates/template.rules';
import { ofBenefit, ofCard, ofCardWithdrawn, ofClaim, ofWork, premiumNotice } from './notice.rules';
import { ofPayoutCreated, ofPayoutPaid, ofPayoutReturned } from './payout-notice.rules';

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
    kind: 'pension',
    sourceId: participantId,
    beneficiary: { kind: 'participant', id: participantId },
    period: yearMonth('2026-10'),
    amountVnd: '2530000',
    channel: 'post-office',
  };

  it('of a card says when it is valid', () => {
    expect(textOf(ofCard(card))).toContain('từ ngày 01/10/2026 đến hết ngày 31/12/2026; trước ngày 01/10/2026');
    expect(textOf(ofCard(card), 'en')).toContain('from 01/10/2026 to 31/12/2026');
  });

  it('of a card claims nowhere alone that it is valid: its first day may be weeks ahead', () => {
    const { notice } = ofCard({ ...card, validFrom: localDate('2026-12-28'), validTo: localDate('2027-12-27') });
    expect(render(notice, 'vi').title).not.toMatch(/thẻ bảo hiểm y tế có giá trị/i);
    expect(render(notice, 'en').title).not.toMatch(/card is valid/);
    expect(render(notice, 'en').text).toContain('it cannot be used before 28/12/2026');
  });

  it('of a withdrawn card says since when and why; the dead are told nothing', () => {
    const withdrawn = (reason: string) =>
      ofCardWithdrawn({ cardId: participantId, participantId, from: localDate('2026-10-01'), reason });
    expect(textOf(withdrawn('left-employer'))).toContain(
      'Từ ngày 01/10/2026, thẻ bảo hiểm y tế của ông/bà không còn giá trị sử dụng. Lý do: thôi việc.',
    );
    expect(textOf(withdrawn('error'), 'en')).toContain('Reason: issued by mistake.');
    expect(textOf(withdrawn('decreed-later'), 'en')).toContain('Reason: another reason.');
    expect(textOf(withdrawn('replaced'))).toContain('Xin ông/bà dùng thẻ mới.');
    expect(withdrawn('died')).toBeUndefined();
  });

  it('greets by name whoever is known', () => {
    expect(textOf(ofCard(card), 'vi', 'Đặng Thị Ánh')).toMatch(/^Kính gửi ông\/bà Đặng Thị Ánh\. Thẻ/);
    expect(textOf(ofCard(card), 'vi')).toMatch(/^Thẻ/);
  });

  it('of a payout goes to participants, not to facilities', () => {
    expect(textOf(ofPayoutCreated(payout))).toBe(
      'Ông/bà sắp nhận lương hưu kỳ 10/2026: 2.530.000 đồng. Hình thức chi trả: tiền mặt tại bưu điện.',
    );
    const cash = textOf(ofPayoutCreated({ ...payout, postOfficeCode: '630000' }));
    expect(cash).toContain('lương hưu kỳ 10/2026: 2.530.000 đồng, bằng tiền mặt');
    expect(cash).toContain('mang căn cước đến bưu điện số 630000');
    expect(textOf(ofPayoutCreated({ ...payout, channel: 'bank' }), 'en')).toContain('Way of payment: bank transfer');
    expect(ofPayoutCreated({ ...payout, beneficiary: { kind: 'facility', id: '66001' } })).toBeUndefined();
  });

  it('of a payout says what is paid, not always a pension', () => {
    const funeral = { ...payout, kind: 'funeral' };
    expect(textOf(ofPayoutCreated(funeral))).toContain('sắp nhận trợ cấp mai táng: 2.530.000 đồng');
    expect(textOf(ofPayoutCreated(funeral), 'en')).toContain('your funeral allowance: VND 2,530,000');
  });

  it('of what is paid once names no month, whatever becomes of it', () => {
    const funeral = { ...payout, kind: 'funeral', channel: 'bank' };
    const told = [
      ofPayoutCreated(funeral),
      ofPayoutCreated({ ...funeral, channel: 'post-office', postOfficeCode: '630000' }),
      ofPayoutPaid({ ...funeral, paidAt: '2026-10-06T02:00:00Z' }),
      ofPayoutReturned({ ...funeral, reasonCode: 'AC04', returnedAt: '2026-10-06T02:00:00Z' }),
    ];
    for (const addressed of told) {
      expect(textOf(addressed)).toContain('trợ cấp mai táng');
      for (const language of ['vi', 'en'] as const)
        expect(textOf(addressed, language)).not.toMatch(/kỳ|(^|[^/])10\/2026/);
    }
  });

  it('of a payout of a kind that is not known yet is general; of a beneficiary of such a kind there is none', () => {
    const paid = { ...payout, kind: 'maternity', channel: 'wallet', paidAt: '2026-10-05T01:00:00Z' };
    expect(textOf(ofPayoutPaid(paid))).toContain('đã nhận khoản chi trả kỳ 10/2026: 2.530.000 đồng');
    expect(textOf(ofPayoutPaid(paid), 'en')).toContain('received your payment for 10/2026');
    expect(ofPayoutPaid({ ...paid, beneficiary: { kind: 'heir', id: 'x' } })).toBeUndefined();
  });

  it('of a payout that came back says whose the money is, and what to do', () => {
    const returned = { ...payout, channel: 'bank', reasonCode: 'AC04', returnedAt: '2026-10-06T02:00:00Z' };
    expect(textOf(ofPayoutReturned(returned))).toBe(
      'Chúng tôi chưa chuyển được lương hưu kỳ 10/2026 đến ông/bà: 2.530.000 đồng, bị trả lại ngày 06/10/2026 (hình thức chi trả: chuyển khoản ngân hàng). Số tiền vẫn thuộc về ông/bà. Xin ông/bà mang căn cước đến cơ quan bảo hiểm xã hội để báo tài khoản ngân hàng khác hoặc chọn nhận tiền mặt tại bưu điện; sau đó chúng tôi sẽ chi trả lại.',
    );
    expect(textOf(ofPayoutReturned(returned), 'en')).toContain(
      'name another bank account, or choose cash at a post office',
    );
  });

  it('of cash that nobody collected does not say that it could not be transferred', () => {
    const returned = { ...payout, reasonCode: 'NARR', returnedAt: '2026-10-06T02:00:00Z' };
    expect(textOf(ofPayoutReturned(returned))).toContain(
      'Ông/bà chưa đến nhận lương hưu kỳ 10/2026: 2.530.000 đồng. Ngày 06/10/2026, bưu điện đã chuyển trả',
    );
    const once = ofPayoutReturned({ ...returned, kind: 'funeral' });
    for (const language of ['vi', 'en'] as const) {
      expect(textOf(once, language)).not.toMatch(/chưa chuyển được|did not reach|kỳ/);
      expect(textOf(once, language)).toMatch(/vẫn thuộc về ông\/bà|remains yours/);
    }
    expect(ofPayoutReturned({ ...returned, channel: 'wallet' })?.notice.template).toBe('payout-returned.v2');
  });

  it('names the day of payment in Viet Nam', () => {
    expect(textOf(ofPayoutPaid({ ...payout, paidAt: '2026-10-05T18:00:00Z' }))).toContain('Ngày 06/10/2026');
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
    const first = { version: 2 };
    expect(textOf(ofClaim(claim, first))).toContain('2.031.009,99 đồng');
    expect(textOf(ofClaim({ ...claim, outcome: 'returned' }, first))).toContain('trả lại');
    expect(ofClaim({ ...claim, participantId: null }, first)).toBeUndefined();
    const asked = { ...claim, openQuestions: 2 };
    expect(textOf(ofClaim(asked, first))).toContain('tạm chấp nhận thanh toán 2.031.009,99 đồng');
    expect(textOf(ofClaim(asked, first), 'en')).toContain('it may become less');
    const nothing = { ...claim, fundPays: '0.00' };
    expect(textOf(ofClaim(nothing, first))).toContain('không thanh toán khoản nào');
    expect(textOf(ofClaim(nothing, first))).not.toMatch(/chấp nhận|0 đồng/);
    const cardless = { ...claim, outcome: 'returned' as const, ruleCodes: ['ARITH', 'ELIGIBLE'] };
    expect(textOf(ofClaim(cardless, first))).toContain('Xin ông/bà mang thẻ còn giá trị');
    for (const answer of [claim, asked, nothing, cardless, { ...claim, outcome: 'returned' as const }]) {
      expect(textOf(ofClaim(answer, first))).not.toContain('thay cho thông báo trước');
      for (const version of [3, 4]) {
        expect(textOf(ofClaim(answer, { version }))).toContain('Thông báo này thay cho thông báo trước');
        expect(textOf(ofClaim(answer, { version }), 'en')).toContain('replaces the one before');
      }
    }
    expect(textOf(ofClaim(cardless, first))).not.toContain('không phải làm gì thêm');
  });

  it('of a benefit says what was decided', () => {
    const benefit = {
      benefitId: participantId,
      participantId,
      kind: 'pension',
      decision: 'approved' as const,
      payment: 'monthly' as const,
      amountVnd: '4200000',
      fromMonth: yearMonth('2026-11'),
    };
    expect(textOf(ofBenefit(benefit))).toContain('lương hưu: 4.200.000 đồng mỗi tháng, từ tháng 11/2026');
    expect(textOf(ofBenefit({ ...benefit, decision: 'refused' }))).toContain(
      'hưởng lương hưu của ông/bà không được duyệt',
    );
    const once = { ...benefit, kind: 'funeral', payment: 'once' as const, amountVnd: '25300000' };
    expect(textOf(ofBenefit(once))).toContain('trợ cấp mai táng: 25.300.000 đồng, chi trả một lần');
    expect(textOf(ofBenefit(once), 'en')).toContain('Your funeral allowance was approved: VND 25,300,000, paid once');
    const ofMother = { ...once, subjectId: '019a0000-0000-7000-8000-000000000002' };
    const names = new Map([[ofMother.subjectId, 'Trần Thị Mất']]);
    expect(render(ofBenefit(ofMother).notice, 'vi', 'Lê Văn Con', names).text).toBe(
      'Kính gửi ông/bà Lê Văn Con. Cơ quan bảo hiểm xã hội xin chia buồn cùng ông/bà và gia đình. Trợ cấp mai táng của Trần Thị Mất là 25.300.000 đồng, chi trả một lần cho ông/bà. Chúng tôi sẽ thông báo khi chi trả.',
    );
    expect(render(ofBenefit({ ...ofMother, decision: 'refused' }).notice, 'en', undefined, names).text).toContain(
      'the funeral allowance for Trần Thị Mất was not approved',
    );
    expect(textOf(ofBenefit({ ...benefit, kind: 'maternity' }))).toContain('hưởng chế độ bảo hiểm xã hội: 4.200.000');
  });

  it('of work goes to whoever has to do it, and says by when', () => {
    const work = {
      deadlineId: participantId,
      owner: { kind: 'facility', id: '66001' },
      facilityCode: '66001',
      step: 'quarterly-summary',
      period: '2026-Q3',
      count: 1,
      dueOn: localDate('2026-10-15'),
      stage: 'due-soon',
      daysOverdue: 0,
      textVi: 'Báo cáo quý 02/BH',
      textEn: 'Quarterly summary 02/BH',
    };
    expect(ofWork(work).recipient).toEqual({ kind: 'facility', id: '66001' });
    expect(render(ofWork(work).notice, 'vi')).toEqual({
      title: 'Việc sắp đến hạn: Báo cáo quý 02/BH',
      text: 'Việc cần làm: Báo cáo quý 02/BH. Cơ sở khám bệnh, chữa bệnh: 66001; kỳ: quý 3/2026; số lượng: 1. Xin hoàn thành trước khi hết ngày 15/10/2026.',
    });
    const overdue = { ...work, owner: { kind: 'agency', id: '66' }, stage: 'overdue', daysOverdue: 3 };
    expect(ofWork(overdue).recipient).toEqual({ kind: 'agency', id: '66' });
    expect(textOf(ofWork(overdue))).toContain('Hạn là ngày 15/10/2026, đã quá 3 ngày. Xin hoàn thành ngay.');
    expect(textOf(ofWork(overdue), 'en')).toContain('It was due on 15/10/2026; days overdue: 3.');
    expect(textOf(ofWork({ ...overdue, stage: 'escalated' }))).toContain('Xin đôn đốc để việc này được hoàn thành.');
    const [late, early] = [
      { ...overdue, stage: 'sued' },
      { ...work, stage: 'announced' },
    ];
    expect([late, early].map((one) => ofWork(one).notice.template)).toEqual(['work-overdue.v1', 'work-due-soon.v1']);
  });

  it('of a premium says how much came and for how long', () => {
    const notice = premiumNotice({ totalVnd: '2322540', paidOn: localDate('2026-10-05') }, 12);
    expect(textOf({ notice })).toContain('2.322.540 đồng tiền đóng bảo hiểm y tế 12 tháng');
  });
});
