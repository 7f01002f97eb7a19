import { NOW, TODAY } from '@ansinh/contracts/examples/story';

const AGENCY = { kind: 'agency', code: '66' } as const;

export const READING_ME = {
  reply: {
    accountId: 'person:tran.thi.lan',
    username: 'tran.thi.lan',
    name: 'Trần Thị Lan',
    office: 'Phòng Chế độ bảo hiểm xã hội',
    tenant: AGENCY,
    permissions: ['account:own', 'approval:read', 'operations:act', 'operations:read', 'session:own'],
    factors: 2,
    roles: [{ role: 'operator', tenantCode: '66', firstDay: TODAY }],
    passwordSetAt: NOW,
    hasCodes: true,
    passkeys: [],
  },
} as const;

export const LISTING_SIGN_INS = {
  query: { pageSize: '20' },
  reply: {
    items: [
      { at: NOW, outcome: 'signed-in', factors: 2, network: '203.0.113.x' },
      { at: '2026-10-05T01:29:40.000Z', outcome: 'refused', reason: 'code', network: '203.0.113.x' },
    ],
  },
} as const;
