const AGENCY = { kind: 'agency', code: '66' } as const;

export const CHOOSING = {
  body: { tenant: AGENCY },
  reply: {
    tenant: AGENCY,
    permissions: ['account:own', 'operations:act', 'operations:read', 'session:own'],
    tenants: [AGENCY, { kind: 'facility', code: '66001' }],
  },
} as const;
