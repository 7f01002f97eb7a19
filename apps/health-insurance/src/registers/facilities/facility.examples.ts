import { HOSPITAL } from '@ansinh/contracts/examples/story';

const FACILITY = {
  facilityCode: HOSPITAL.facilityCode,
  name: HOSPITAL.name,
  level: 'specialised',
  points: 82,
  formerRoute: 'provincial',
  inpatient: true,
  contractFrom: '2025-01-01',
  contractTo: '2027-12-31',
  account: HOSPITAL.account,
} as const;

export const REGISTERING = { body: FACILITY, reply: FACILITY } as const;

export const READING = {
  params: { facilityCode: HOSPITAL.facilityCode },
  reply: { ...FACILITY, account: { ...HOSPITAL.account, accountNumber: 'XXXXXXXXX6001' } },
} as const;
