import { BANK_BIN } from '@ansinh/contracts/examples/story';

const CLIENT = {
  clientId: 'ngan-hang-mau-970436',
  name: 'Ngân hàng Mẫu, chi nhánh Đắk Lắk',
  role: 'bank',
} as const;
const tenant = { kind: 'bank', code: BANK_BIN } as const;

export const REGISTERING = {
  body: { ...CLIENT, tenantCode: BANK_BIN },
  reply: { ...CLIENT, tenant, clientSecret: 'Jb3pQ0v7mYx1s8Kc5Zt2Wn9Rf6Ld4HaTgUeXoMiPqBE' },
} as const;

export const LISTING = { query: { pageSize: '20' }, reply: { items: [{ ...CLIENT, tenant }] } } as const;
