import type { NewPartner } from './registration';

const padded = (number: number, length: number): string => String(number).padStart(length, '0');

/** A partner of each kind with this number; nobody of the sample month has these codes. */
const partnersAt = (number: number): readonly NewPartner[] => [
  {
    clientId: `test-hospital-${number}`,
    name: `Bệnh viện thử ${number}`,
    role: 'hospital',
    tenantCode: `66${padded(800 + number, 3)}`,
    national: { username: `66${padded(800 + number, 3)}_TEST`, password: `mat-khau-thu-${number}` },
  },
  {
    clientId: `test-bank-${number}`,
    name: `Ngân hàng thử ${number}`,
    role: 'bank',
    tenantCode: `999${padded(number, 3)}`,
  },
  {
    clientId: `test-post-${number}`,
    name: `Bưu cục thử ${number}`,
    role: 'post-office',
    tenantCode: `639${padded(number, 3)}`,
  },
  {
    clientId: `test-employer-${number}`,
    name: `Đơn vị thử ${number}`,
    role: 'employer',
    tenantCode: `6099${padded(number, 6)}DNA03`,
  },
];

export const PARTNERS_MAX = 100;

export const testPartners = (count: number): readonly NewPartner[] =>
  Array.from({ length: count }, (_, index) => partnersAt(index + 1)).flat();

/**
 * What `--partners N` asks for; undefined where it does not stand there.
 * @throws Error in one sentence for what is no such number, and in production
 */
export const partnersAsked = (args: readonly string[], isProduction: boolean): number | undefined => {
  const place = args.indexOf('--partners');
  if (place === -1) return undefined;
  if (isProduction) throw new Error('--partners makes test partners: it cannot be used with NODE_ENV=production.');
  const text = args[place + 1] ?? '';
  const count = /^\d{1,3}$/.test(text) ? Number(text) : 0;
  if (count < 1 || count > PARTNERS_MAX)
    throw new Error(`--partners is followed by how many of each kind, 1 to ${PARTNERS_MAX}.`);
  return count;
};
