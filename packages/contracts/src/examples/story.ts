// One story that all examples of requests and answers tell, so that a reader meets the same people at every door. It is
// the morning of 5 October 2026. Everybody is invented; numbers have the forms and the digits that the doors ask for.

/** When the story happens: half past eight in Viet Nam. */
export const NOW = '2026-10-05T01:30:00.000Z';
export const TODAY = '2026-10-05';
export const MONTH = '2026-10';
/** The month whose visits are settled. */
export const LAST_MONTH = '2026-09';

/** A hospital of Buôn Ma Thuột, and the account to which the fund pays it. */
export const HOSPITAL = {
  facilityCode: '66001',
  name: 'Bệnh viện đa khoa Mẫu tỉnh Đắk Lắk',
  account: { bankBin: '970436', accountNumber: '0531000266001', accountName: 'BV DA KHOA MAU TINH DAK LAK' },
} as const;

export const BANK_BIN = '970436';
export const POST_OFFICE = '630000';
export const AGENCY_ACCOUNT = {
  bankBin: BANK_BIN,
  accountNumber: '1066000000001',
  accountName: 'BHXH KHU VUC XXVI',
} as const;

export const COMMUNE_CODE = '24133';

export const EMPLOYER = {
  employerId: '01a109ae-99c0-7e01-8b1c-5d2f3a4b6c01',
  unitCode: '6000000001DNA03',
  name: 'Công ty TNHH Mẫu Cà phê Tây Nguyên',
  communeCode: COMMUNE_CODE,
  wageZone: 'III',
  email: 'ke-toan@ca-phe-mau.example',
} as const;

/** Begins to work in October for 9,500,000 dong. */
export const WORKER = {
  participantId: '01a109ae-99c0-7a01-8b1c-5d2f3a4b6c11',
  personalId: '066195012345',
  siNumber: '6619501234',
  fullName: 'Trần Thị Lan',
  birthDate: '1995-03-08',
  sex: 'female',
  cardNumber: 'DN4666619501234',
} as const;

/** A household that buys health insurance for two of its members at the post office. */
export const HOUSEHOLD = {
  householdId: '01a109ae-99c0-7b01-8b1c-5d2f3a4b6c21',
  orderId: '01a109ae-99c0-7b02-8b1c-5d2f3a4b6c22',
  reference: 'HD7K3M9QXA',
  communeCode: COMMUNE_CODE,
  address: '12 Lê Duẩn, phường Buôn Ma Thuột',
} as const;
export const HUSBAND = {
  participantId: '01a109ae-99c0-7a02-8b1c-5d2f3a4b6c12',
  personalId: '066080023456',
  fullName: 'Nguyễn Văn Bình',
  birthDate: '1980-11-20',
  sex: 'male',
  cardNumber: 'GD4666608002345',
} as const;
export const WIFE = {
  participantId: '01a109ae-99c0-7a03-8b1c-5d2f3a4b6c13',
  personalId: '066184034567',
  fullName: 'Lê Thị Hoa',
  birthDate: '1984-06-02',
  sex: 'female',
  cardNumber: 'GD4666618403456',
} as const;

/** A patient of the hospital in September, and from October on a pensioner. */
export const PENSIONER = {
  participantId: '01a109ae-99c0-7a04-8b1c-5d2f3a4b6c14',
  personalId: '066169045678',
  siNumber: '6616904567',
  fullName: 'Phạm Thị Mai',
  birthDate: '1969-05-10',
  sex: 'female',
  account: { bankBin: BANK_BIN, accountNumber: '0531002045678', accountName: 'PHAM THI MAI' },
} as const;
export const PATIENT_CARD = {
  cardId: '01a109ae-99c0-7c01-8b1c-5d2f3a4b6c31',
  cardNumber: 'GD4666616904567',
  initialFacilityCode: HOSPITAL.facilityCode,
  validFrom: '2026-01-01',
  validTo: '2026-12-31',
} as const;

/** Her visit of 14 September: 416,155.80 dong, of which her card (80 %) leaves her 83,231.16. */
export const VISIT = {
  claimId: '01a109ae-99c0-7d01-8b1c-5d2f3a4b6c41',
  encounterKey: 'KB260914000117',
  arrivedAt: '2026-09-14T00:42:00.000Z',
  leftAt: '2026-09-14T03:35:00.000Z',
  total: '416155.80',
  fundPays: '332924.64',
  coPayment: '83231.16',
} as const;

/** Her pension: 55 % of the average of twenty years at 6,000,000 dong, indexed. */
export const PENSION = {
  benefitId: '01a109ae-99c0-7f01-8b1c-5d2f3a4b6c51',
  payoutId: '01a109ae-99c0-7f02-8b1c-5d2f3a4b6c52',
  batchId: '01a109ae-99c0-7f03-8b1c-5d2f3a4b6c53',
  messageId: 'ANSINH-20261005-5d2f3a4b6c53',
  monthlyVnd: '4988913',
  /** Of what was proposed, and of what was built: who decides names what was seen. */
  benefitDigest: '5e0c9a7b1d2f3a4b6c5160718293a4b5c6d7e8f90a1b2c3d4e5f60718293a4b5',
  batchDigest: '8d1f2e3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f0',
} as const;

/** A pension that the post office pays at its counter, and one that nobody collects. */
export const CASH_PENSION = {
  payoutId: '01a109ae-99c0-7f04-8b1c-5d2f3a4b6c54',
  uncollectedId: '01a109ae-99c0-7f05-8b1c-5d2f3a4b6c55',
  participantId: '01a109ae-99c0-7a06-8b1c-5d2f3a4b6c16',
  personalId: '066064056789',
  fullName: 'Đỗ Văn Tâm',
  amountVnd: '3127500',
} as const;
