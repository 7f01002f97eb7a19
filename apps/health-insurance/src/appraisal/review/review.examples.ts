import { HOSPITAL, LAST_MONTH, NOW, VISIT } from '@ansinh/contracts/examples/story';
import { CLAIM, QUESTION } from '../../claim/door/claim.examples';

const { claimId, encounterKey, fundPays } = VISIT;
const { facilityCode } = HOSPITAL;
const EXPLANATION = 'Thuốc kê cho 14 ngày theo hẹn tái khám; liều dùng ghi nhầm 1 ngày.';
const REASON = 'Chấp nhận giải trình: đơn thuốc 14 ngày, phù hợp hồ sơ bệnh án.';

export const LISTING_QUESTIONS = {
  query: { month: LAST_MONTH, state: 'open', overdue: 'false' },
  reply: {
    items: [
      {
        claimId,
        facilityCode,
        encounterKey,
        settlementMonth: LAST_MONTH,
        question: 1,
        finding: QUESTION,
        state: 'open',
        dueOn: '2026-10-08',
        overdue: false,
        explanation: null,
        decision: null,
      },
    ],
  },
} as const;

export const EXPLAINING = {
  params: { claimId },
  body: { explanations: [{ question: 1, text: EXPLANATION }] },
  reply: CLAIM,
} as const;

export const DECIDING = {
  params: { claimId },
  body: { decisions: [{ question: 1, result: 'pay', reason: REASON }] },
  reply: { ...CLAIM, openQuestions: 0 },
} as const;

export const LISTING_DECISIONS = {
  params: { claimId },
  reply: [
    {
      question: 1,
      table: 'XML2',
      row: 1,
      result: 'pay',
      fundPaysBefore: fundPays,
      fundPaysAfter: fundPays,
      reason: REASON,
      decidedAt: NOW,
    },
  ],
} as const;

export const RETURNING = {
  params: { claimId },
  body: { reason: 'Thiếu kết quả siêu âm Doppler tim; đề nghị bổ sung và gửi lại hồ sơ.' },
  reply: { ...CLAIM, status: 'returned', outcome: 'returned', openQuestions: 0 },
} as const;

export const DECIDING_MANY = {
  body: {
    rule: 'QTY',
    facilityCode,
    month: LAST_MONTH,
    result: 'refuse',
    reason: 'Quá hạn giải trình theo mẫu 09/BH.',
  },
  reply: { questions: 1, claims: 1, more: false },
} as const;
