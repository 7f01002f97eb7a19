import type { DeadlineStep } from '@ansinh/contracts/health-insurance/settlements.api';
import { daysBetween, type LocalDate } from '@ansinh/contracts/vocabulary/calendar';

export type Step = {
  readonly owner: 'facility' | 'agency';
  readonly textVi: string;
  readonly source: string;
};

export const STEPS: Readonly<Record<DeadlineStep, Step>> = {
  'claim-correction': {
    owner: 'facility',
    textVi: 'Sửa, ký và đề nghị thanh toán hồ sơ trả lại',
    source: 'TT 48/2017/TT-BYT: 7 working days after the visit, before day 5 of the next month',
  },
  appraisal: {
    owner: 'agency',
    textVi: 'Kết quả giám định tự động',
    source: 'TT 12/2026/TT-BTC: 7 working days',
  },
  explanation: {
    owner: 'facility',
    textVi: 'Giải trình kết quả giám định (09/BH)',
    source: 'TT 12/2026/TT-BTC: 3 working days after the result',
  },
  'monthly-summary': { owner: 'facility', textVi: 'Báo cáo tháng 01/BH', source: 'Law 51/2024/QH15 Art 32: day 15' },
  'quarterly-summary': { owner: 'facility', textVi: 'Báo cáo quý 02/BH', source: 'Law 51/2024/QH15 Art 32: day 15' },
  advance: {
    owner: 'agency',
    textVi: 'Tạm ứng quý sau',
    source: 'Law 51/2024/QH15 Art 32: 5 working days after the quarterly report',
  },
  'quarterly-result': {
    owner: 'agency',
    textVi: 'Kết quả giám định quý',
    source: 'Law 51/2024/QH15 Art 32: 30 days after the quarterly report, 60 for the fourth quarter',
  },
  'settlement-payment': {
    owner: 'agency',
    textVi: 'Chi trả quyết toán',
    source: 'TT 12/2026/TT-BTC: 3 working days after signing (10 days by Law 51/2024/QH15 Art 32)',
  },
};

/** Calendar days since the deadline; 0 up to its end. */
export const daysOverdue = (dueOn: LocalDate, today: LocalDate): number => Math.max(0, daysBetween(dueOn, today));
