import { TODAY } from '@ansinh/contracts/examples/story';

const ACCOUNT_ID = 'person:tran.thi.lan';
const PERSON_KEY = '3f1c9a7be2d84560913fb27ac54e08d16b7a92cf05e3481d9c60a7f2b8e4d135';
const OFFICER = { role: 'officer', tenantCode: '66', firstDay: TODAY, lastDay: '2027-12-31' } as const;
const STAFF = {
  username: 'tran.thi.lan',
  name: 'Trần Thị Lan',
  office: 'Phòng Chế độ bảo hiểm xã hội',
  personKey: PERSON_KEY,
  roles: [OFFICER],
} as const;
const ACCOUNT = { accountId: ACCOUNT_ID, ...STAFF, status: 'invited' } as const;
const CHANGED = [OFFICER, { role: 'operator', tenantCode: '66', firstDay: TODAY }] as const;

export const MAKING_PSEUDONYM = {
  body: { personalId: '066190012347' },
  reply: { personKey: PERSON_KEY },
} as const;
export const ADDING = { body: STAFF, reply: ACCOUNT } as const;
export const LISTING = { query: { pageSize: '20' }, reply: { items: [ACCOUNT] } } as const;
export const READING = { params: { accountId: ACCOUNT_ID }, reply: ACCOUNT } as const;
export const CHANGING_ROLES = {
  params: { accountId: ACCOUNT_ID },
  body: { roles: CHANGED },
  reply: { ...ACCOUNT, roles: CHANGED },
} as const;
export const CLOSING = {
  params: { accountId: ACCOUNT_ID },
  body: { reason: 'Nghỉ việc từ ngày 05/10/2026' },
  reply: { ...ACCOUNT, status: 'closed' },
} as const;
export const SIGNING_OUT = { params: { accountId: ACCOUNT_ID }, reply: { ended: 2 } } as const;
