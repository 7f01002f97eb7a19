import { COMMUNE_CODE, EMPLOYER } from '@ansinh/contracts/examples/story';

const ZONE = { zone: 'III', validFrom: '2026-01-01', source: 'Decree 293/2025, annex' } as const;

export const REGISTERING = {
  body: {
    unitCode: EMPLOYER.unitCode,
    name: EMPLOYER.name,
    communeCode: EMPLOYER.communeCode,
    email: EMPLOYER.email,
    phone: '02623812345',
  },
  reply: EMPLOYER,
} as const;

export const READING = { params: { employerId: EMPLOYER.employerId }, reply: EMPLOYER } as const;

export const LISTING = { query: { pageSize: '20' }, reply: { items: [EMPLOYER] } } as const;

export const SETTING_ZONE = {
  params: { communeCode: COMMUNE_CODE },
  body: ZONE,
  reply: { communeCode: COMMUNE_CODE, ...ZONE },
} as const;
