import { NOW } from '@ansinh/contracts/examples/story';

const USERNAME = 'tran.thi.lan';
const SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
const CURRENT_PASSWORD = 'cà phê phin buổi sáng sớm';

export const CHANGING_PASSWORD = {
  body: { currentPassword: CURRENT_PASSWORD, password: 'hồ Lắk mùa nước trong xanh' },
  reply: { setAt: NOW, endedSessions: 1 },
} as const;
export const PROPOSING_CODES = {
  reply: {
    secret: SECRET,
    uri: `otpauth://totp/An%20Sinh%3A${USERNAME}?secret=${SECRET}&issuer=An%20Sinh`,
  },
} as const;
export const SETTING_CODES = {
  body: { currentPassword: CURRENT_PASSWORD, secret: SECRET, code: '689890' },
  reply: { setAt: NOW, endedSessions: 1 },
} as const;
