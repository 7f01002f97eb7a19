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
const LISTED = { ...CLIENT, lastUsedAt: '2026-10-05T01:29:00.000Z' } as const;

export const LISTING = { query: { pageSize: '20' }, reply: { items: [LISTED] } } as const;

export const READING = {
  params: { clientId: CLIENT_ID },
  reply: {
    ...LISTED,
    createdAt: '2026-10-01T01:30:00.000Z',
    createdBy: 'administrator',
    invitation: {
      contact: CONTACT,
      createdAt: '2026-10-01T01:30:00.000Z',
      sentAt: '2026-10-01T01:30:05.000Z',
      expiresAt: '2026-10-04T01:30:05.000Z',
      openedAt: '2026-10-01T03:12:40.000Z',
    },
    history: [
      {
        at: '2026-10-01T01:30:00.000000Z',
        by: 'administrator',
        action: 'client.register',
        reason: null,
        outcome: 'bank',
      },
    ],
  },
} as const;
