import { BANK_BIN } from '@ansinh/contracts/examples/story';

export const CLIENT_ID = 'ngan-hang-mau-970436';
export const CONTACT = { name: 'Trần Thị Mẫu', email: 'cntt@ngan-hang-mau.example' } as const;
export const REASON = 'Công văn số 12 của ngân hàng, kiểm tra định kỳ';

export const CLIENT = {
  clientId: CLIENT_ID,
  name: 'Ngân hàng Mẫu, chi nhánh Đắk Lắk',
  role: 'bank',
  tenant: { kind: 'bank', code: BANK_BIN },
  status: 'active',
  proof: 'secret',
  formerUntil: null,
  expiresAt: '2027-12-31T16:59:59.000Z',
  disabledAt: null,
  nationalUsername: null,
} as const;

export const INVITATION = { contact: CONTACT, validHours: 72, overlapDays: 0 } as const;
