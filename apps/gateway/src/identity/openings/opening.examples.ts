const ACCOUNT_ID = 'person:tran.thi.lan';
const USERNAME = 'tran.thi.lan';
const CODES = ['pX4mZ1wQ8sT6vB3nK9cL5dF7gH2jR0yUaEoWiPqNtMk', 'hD7uS2kV9xC4bN6mQ1wE8rT5yP3aZ0fGjLoIiBvXqRs'] as const;
const SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';

export const DRAWING = {
  params: { accountId: ACCOUNT_ID },
  reply: { code: CODES[0], expiresAt: '2026-10-08T01:30:00.000Z' },
} as const;
export const BEGINNING = {
  body: { username: USERNAME, codes: CODES },
  reply: {
    name: 'Trần Thị Lan',
    office: 'Phòng Chế độ bảo hiểm xã hội',
    secret: SECRET,
    uri: `otpauth://totp/An%20Sinh%3A${USERNAME}?secret=${SECRET}&issuer=An%20Sinh`,
  },
} as const;
export const OPENING = {
  body: { username: USERNAME, codes: CODES, password: 'cà phê phin buổi sáng sớm', secret: SECRET, code: '689890' },
  reply: { accountId: ACCOUNT_ID },
} as const;
