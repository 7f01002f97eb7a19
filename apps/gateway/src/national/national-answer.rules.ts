import type { Rejection } from '@ansinh/contracts/catalogue/problems';
import { VIET_NAM_OFFSET_MS } from '@ansinh/contracts/vocabulary/calendar';
import { z } from 'zod';

/** Result codes of the national gateway (Hướng dẫn liên thông, Vietnam Social Security, 2024-05-03), and our 4xx/5xx. */
const MESSAGES = {
  '200': 'Tiếp nhận hồ sơ thành công',
  '205': 'Lỗi sai định dạng tham số',
  '401': 'Lỗi xác thực tài khoản',
  '403': 'Tài khoản không có quyền gửi dữ liệu của cơ sở khám bệnh, chữa bệnh này',
  '413': 'Hồ sơ vượt quá dung lượng cho phép',
  '422': 'Hồ sơ sai cấu trúc dữ liệu',
  '429': 'Quá nhiều yêu cầu, đề nghị gửi lại sau',
  '500': 'Lỗi hệ thống',
  '503': 'Hệ thống tạm thời gián đoạn, đề nghị gửi lại sau',
} as const;
export type NationalCode = keyof typeof MESSAGES;

/** The order of the members is part of the protocol: some HIS cut the text at fixed places instead of parsing it. */
export type NationalAnswer = {
  readonly maKetQua: NationalCode;
  readonly maGiaoDich: string;
  readonly thoiGianTiepNhan: string;
  readonly thongDiep: string;
  readonly maLoi?: string;
};

/** `yyyyMMddHHmmss` in Viet Nam. */
export const nationalTime = (instant: Date): string =>
  new Date(instant.getTime() + VIET_NAM_OFFSET_MS).toISOString().replace(/\D/g, '').slice(0, 14);

type Details = {
  readonly transaction?: string;
  readonly at?: Date;
  readonly message?: string;
  readonly error?: string;
};

export const nationalAnswer = (code: NationalCode, details: Details = {}): NationalAnswer => ({
  maKetQua: code,
  maGiaoDich: details.transaction ?? '',
  thoiGianTiepNhan: details.at === undefined ? '' : nationalTime(details.at),
  thongDiep: details.message ?? MESSAGES[code],
  ...(details.error === undefined ? {} : { maLoi: details.error }),
});

/** HTTP says 200 whenever the protocol itself has an answer; only these two must also stop clients that look no further. */
export const httpStatusOf = (code: NationalCode): number => (code === '413' || code === '429' ? Number(code) : 200);

/** Which national code stands for a refusal of ours; undefined for what we did not expect. */
export const codeOfRejection = (rejection: Rejection): NationalCode => {
  switch (rejection.code) {
    case 'auth.token-invalid':
    case 'auth.token-revoked':
      return '401';
    case 'auth.forbidden':
      return '403';
    case 'request.body-too-large':
      return '413';
    case 'request.too-many':
      return '429';
    case 'service.busy':
    case 'service.unavailable':
      return '503';
    default:
      return '205';
  }
};

const ServiceProblem = z.looseObject({
  code: z.string(),
  errors: z.array(z.looseObject({ pointer: z.string(), detail: z.string(), code: z.string().optional() })).default([]),
});
type ServiceProblem = z.infer<typeof ServiceProblem>;

const STATUS_CODES: Readonly<Record<number, NationalCode>> = {
  401: '401',
  403: '403',
  413: '413',
  429: '429',
  503: '503',
};

/** Refusals that say something else than their HTTP status, or that need words of their own. */
const KNOWN: Readonly<Record<string, { readonly code: NationalCode; readonly message?: string }>> = {
  'claim.already-accepted': { code: '422', message: 'Hồ sơ đã được chấp nhận, không gửi lại' },
  'claim.in-appraisal': { code: '422', message: 'Hồ sơ đang được giám định, đề nghị chờ kết quả trước khi gửi lại' },
  'claim.other-facility': { code: '403' },
  'idempotency.in-flight': { code: '503' },
};

const MAX_LISTED = 50;

/**
 * Health insurance tells a fault as `English; found ...; expected ... (Vietnamese)`. The protocol has room for the
 * Vietnamese alone, and separates faults by semicolons.
 */
const vietnameseOf = (detail: string): string =>
  (/\(((?:[^()]|\([^()]*\))+)\)$/.exec(detail)?.[1] ?? detail).replaceAll(';', ',');

const messageOf = ({ code, errors }: ServiceProblem): string => {
  if (errors.length === 0) return KNOWN[code]?.message ?? MESSAGES['422'];
  return errors
    .slice(0, MAX_LISTED)
    .map(({ pointer, detail }) => `${pointer}: ${vietnameseOf(detail)}`)
    .join('; ');
};

/** What a service's problem says in the national protocol: the faults in Vietnamese, the first one's code beside. */
export const answerOfProblem = (status: number, body: unknown, at: Date): NationalAnswer => {
  const byStatus = STATUS_CODES[status] ?? (status >= 500 ? '500' : '422');
  const problem = ServiceProblem.safeParse(body).data;
  if (problem === undefined) return nationalAnswer(byStatus, { at });
  const code = KNOWN[problem.code]?.code ?? byStatus;
  if (code !== '422') return nationalAnswer(code, { at });
  return nationalAnswer(code, { at, message: messageOf(problem), error: problem.errors[0]?.code ?? problem.code });
};
