import type { Templates } from './template';

const VALUES = {
  unit: 'code',
  month: 'month',
  dueOn: 'date',
  owed: 'amount',
  interest: 'amount',
  asOf: 'date',
  daysLate: 'number',
} as const;
const URGED_VALUES = { ...VALUES, evasionOn: 'date' } as const;

/** Contributions that are not paid. What an employer owes is for its own eyes: by e-mail only the title goes out. */
export const ARREARS_TEMPLATES = {
  'arrears-late.v1': {
    values: VALUES,
    outside: 'title',
    asks: true,
    vi: {
      title: 'Đơn vị chậm đóng bảo hiểm',
      text: 'Đơn vị {unit} chưa đóng đủ tiền bảo hiểm tháng {month}, hạn chót là ngày {dueOn}, đã chậm {daysLate} ngày. Số tiền còn thiếu: {owed}; tiền lãi tính đến ngày {asOf}: {interest}. Xin nộp ngay; nếu đơn vị vừa nộp tiền, xin bỏ qua thông báo này.',
    },
    en: {
      title: 'Contributions are late',
      text: 'Unit {unit} has not paid all contributions of {month}, which were due on {dueOn}; days late: {daysLate}. Still owed: {owed}; interest until {asOf}: {interest}. Please pay now; if you have just paid, please disregard this notice.',
    },
  },
  'arrears-urged.v1': {
    values: URGED_VALUES,
    outside: 'title',
    asks: true,
    vi: {
      title: 'Đôn đốc đóng bảo hiểm',
      text: 'Cơ quan bảo hiểm xã hội đôn đốc đơn vị {unit} nộp {owed} tiền bảo hiểm tháng {month}, hạn chót là ngày {dueOn}, đã chậm {daysLate} ngày, và {interest} tiền lãi tính đến ngày {asOf}. Từ ngày {evasionOn}, nếu vẫn chưa nộp, việc này có thể bị coi là trốn đóng (Luật Bảo hiểm xã hội 2024, Điều 39).',
    },
    en: {
      title: 'Please pay your contributions',
      text: 'The agency urges unit {unit} to pay {owed} of contributions of {month}, which were due on {dueOn} ({daysLate} days ago), and {interest} of interest until {asOf}. From {evasionOn} on what is still unpaid may be taken for evasion (Law on Social Insurance 2024, Art 39).',
    },
  },
  // To the agency: whether it is evasion is decided by a person.
  'arrears-evasion.v1': {
    values: VALUES,
    outside: 'title',
    asks: true,
    vi: {
      title: 'Đơn vị có dấu hiệu trốn đóng bảo hiểm',
      text: 'Đơn vị {unit} đã được đôn đốc nhưng chưa nộp {owed} tiền bảo hiểm tháng {month}, hạn chót là ngày {dueOn}, đã chậm {daysLate} ngày; tiền lãi tính đến ngày {asOf}: {interest}. Xin xem xét đây có phải là trốn đóng hay thuộc trường hợp bất khả kháng (Nghị định 274/2025/NĐ-CP, Điều 4).',
    },
    en: {
      title: 'An employer may be evading contributions',
      text: 'Unit {unit} was urged and has not paid {owed} of contributions of {month}, which were due on {dueOn}; days late: {daysLate}; interest until {asOf}: {interest}. Please decide whether this is evasion or a case of force majeure (Decree 274/2025 Art 4).',
    },
  },
} as const satisfies Templates;
