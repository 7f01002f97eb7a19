import { z } from 'zod';

/**
 * Our own surrogate keys are UUIDv7; partners treat them as opaque strings. A UUID in capitals is the same UUID (RFC 9562
 * section 4) and becomes the text that we keep: two forms of one id must never be two keys.
 */
export const Id = z
  .uuid()
  .toLowerCase()
  .meta({ id: 'Id', description: 'Opaque identifier (UUID)', examples: ['019a2b3c-4d5e-7f60-8a9b-0c1d2e3f4a5b'] });

export const Sex = z.enum(['male', 'female', 'undetermined']).meta({ id: 'Sex', description: 'Sex as registered' });
export type Sex = z.infer<typeof Sex>;

/** Social-insurance number (ma so BHXH): ten digits, no published check digit. */
export const SiNumber = z
  .string()
  .regex(/^\d{10}$/, 'a social-insurance number has 10 digits')
  .meta({ id: 'SiNumber', description: 'Social-insurance number, 10 digits', examples: ['6600000001'] });

/** Personal identification number (so dinh danh ca nhan, CCCD): twelve digits. */
export const PersonalId = z
  .string()
  .regex(/^\d{12}$/, 'a personal identification number has 12 digits')
  .meta({ id: 'PersonalId', description: 'Personal identification number, 12 digits', examples: ['066065000001'] });

/**
 * Why a personal id cannot belong to this person, or undefined. The fourth digit carries century and sex
 * (0/1 male/female 1900-1999, 2/3 2000-2099), the next two the year of birth.
 */
export const personalIdConflict = (
  personalId: string,
  sex: Sex,
  birthDate: string,
): 'sex' | 'birth-year' | undefined => {
  const digit = Number(personalId[3]);
  if (sex !== 'undetermined' && digit % 2 !== (sex === 'male' ? 0 : 1)) return 'sex';
  const year = 1900 + Math.floor(digit / 2) * 100 + Number(personalId.slice(4, 6));
  return year === Number(birthDate.slice(0, 4)) ? undefined : 'birth-year';
};

/** Health-insurance card (the BHYT): group (2) level (1) province (2) social-insurance number (10). */
export const CardNumber = z
  .string()
  .regex(/^[A-Z]{2}[1-5]\d{12}$/, 'a card number is two letters, a level 1-5, a province (2 digits) and 10 digits')
  .meta({
    id: 'CardNumber',
    description: 'Health-insurance card number, 15 characters',
    examples: ['DN4660000000001'],
  });

export type CardParts = { group: string; level: number; provinceCode: string; siNumber: string };

/** Splits a card number that `CardNumber` has accepted. */
export const cardParts = (cardNumber: string): CardParts => ({
  group: cardNumber.slice(0, 2),
  level: Number(cardNumber[2]),
  provinceCode: cardNumber.slice(3, 5),
  siNumber: cardNumber.slice(5),
});

/** Medical facility (MA_CSKCB): five digits, the first two are the province. */
export const FacilityCode = z
  .string()
  .regex(/^\d{5}$/, 'a facility code has 5 digits')
  .meta({ id: 'FacilityCode', description: 'Medical facility (MA_CSKCB), 5 digits', examples: ['66001'] });

/** Unit code since 2025-08-01: enterprise number (10) or budget code (7), HI group (2 letters), sector (3). */
export const UnitCode = z
  .string()
  .regex(/^(\d{10}|\d{7})[A-Z]{2}[A-Z0-9]{3}$/, 'a unit code is 10 or 7 digits, 2 letters and 3 characters')
  .meta({ id: 'UnitCode', description: 'Unit code of an employer', examples: ['6000000001DNA03'] });

/** Commune, five digits (QD 19/2025/QD-TTg). */
export const CommuneCode = z
  .string()
  .regex(/^\d{5}$/, 'a commune code has 5 digits')
  .meta({ id: 'CommuneCode', description: 'Commune, 5 digits', examples: ['24133'] });

/** Bank identification number of NAPAS, six digits, e.g. 970415. */
export const BankBin = z
  .string()
  .regex(/^\d{6}$/, 'a bank number (BIN) has 6 digits')
  .meta({ id: 'BankBin', description: 'Bank identification number of NAPAS, 6 digits', examples: ['970415'] });
export const BankAccountNumber = z
  .string()
  .regex(/^[A-Z0-9]{4,19}$/, 'an account number has 4 to 19 digits or capital letters')
  .meta({ id: 'BankAccountNumber', description: 'Number of a bank account', examples: ['0011001932418'] });

export const BankAccount = z
  .object({ bankBin: BankBin, accountNumber: BankAccountNumber, accountName: z.string().min(1).max(140) })
  .meta({ id: 'BankAccount', description: 'Bank account with the name of its holder' });
export type BankAccount = z.infer<typeof BankAccount>;

/** A text that is encrypted with a key of the platform (`FIELD_KEYS`), for one owner: it opens with no other. */
export const SealedText = z
  .string()
  .regex(
    /^v1\.[a-z0-9][a-z0-9-]{0,15}\.[A-Za-z0-9_-]{16}\.[A-Za-z0-9_-]{22,}$/,
    'a sealed text is v1.<key>.<iv>.<data>',
  )
  .meta({
    id: 'SealedText',
    description: 'Encrypted (AES-256-GCM): `v1.<id of the key>.<iv>.<data and tag>`, the last two in base64url',
    examples: ['v1.2027-1.AAAAAAAAAAAAAAAA.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'],
  });

export const SealedBankAccount = z
  .object({ bankBin: BankBin, accountNumber: SealedText, accountName: z.string().min(1).max(140) })
  .meta({ id: 'SealedBankAccount', description: 'Bank account whose number is sealed' });

/** Post office, six characters of its own code list. */
export const PostOfficeCode = z
  .string()
  .regex(/^[A-Z0-9]{4,10}$/, 'a post-office code has 4 to 10 digits or capital letters')
  .meta({ id: 'PostOfficeCode', description: 'Post office, by its own code list', examples: ['630000'] });

export const PersonName = z
  .string()
  .trim()
  .min(1)
  .max(255)
  .meta({ id: 'PersonName', description: 'Name as on the identity card', examples: ['Nguyễn Văn Mẫu'] });

/** Upper case without accents or doubled spaces: how banks and cards compare names. */
export const comparableName = (name: string): string =>
  name.normalize('NFD').replace(/\p{M}/gu, '').replace(/[đĐ]/g, 'd').toUpperCase().replace(/\s+/g, ' ').trim();

/**
 * The key of a bounded HTTP idempotency header: 1-255 printable ASCII characters, bare or as an RFC 8941 string.
 * Returns the bare key, or undefined when the header is not acceptable.
 */
export const parseIdempotencyKey = (header: string): string | undefined => {
  const quoted = /^"((?:[^"\\]|\\["\\])*)"$/.exec(header);
  const key = quoted?.[1] === undefined ? header : quoted[1].replace(/\\(["\\])/g, '$1');
  return /^[\x20-\x7e]{1,255}$/.test(key) && key.trim() !== '' ? key : undefined;
};
