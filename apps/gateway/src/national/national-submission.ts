import { createHash } from 'node:crypto';
import { reject } from '@ansinh/contracts/catalogue/problems';
import { ClaimSubmission } from '@ansinh/contracts/health-insurance/api';
import { CheckIn } from '@ansinh/contracts/health-insurance/reception.api';
import { clientText } from '@ansinh/contracts/wire/permissions';
import type { Upstreams } from '../proxy/upstreams';
import type { SentForm } from './form-reading';
import { answerOfProblem, type NationalAnswer, nationalAnswer } from './national-answer.rules';
import { NATIONAL_FILE_LIMIT_BYTES } from './national-form';
import type { NationalCaller } from './national-tokens';

export type Kind = 'check-in' | 'claim';

type Target = {
  readonly path: string;
  /** What `loaiHoSo` may say. */
  readonly fileType: RegExp;
  /** A file that may wait for its turn at the service. */
  readonly isFile: boolean;
  /** The id that the hospital is given, out of the service's answer. */
  readonly transaction: (body: unknown) => string;
};

const TARGETS = {
  'check-in': {
    path: '/v1/check-ins',
    fileType: /^0$/,
    isFile: false,
    transaction: (body) => CheckIn.parse(body).checkInId,
  },
  claim: {
    path: '/v1/claims',
    fileType: /^[1-9]\d{0,4}$/,
    isFile: true,
    transaction: (body) => ClaimSubmission.parse(body).submissionId,
  },
} as const satisfies Record<Kind, Target>;

const DEADLINE_MS = 60_000;

/**
 * The file of a form that this caller may send. The form repeats who sends for whom; both must agree with the token.
 * @throws auth.token-invalid, auth.forbidden, request.malformed, request.body-too-large
 */
export const fileOf = ({ fields, file }: SentForm, caller: NationalCaller, kind: Kind): Buffer => {
  if (fields.get('username') !== caller.username) throw reject('auth.token-invalid');
  if (!TARGETS[kind].fileType.test(fields.get('loaiHoSo') ?? '')) throw reject('request.malformed');
  if (fields.get('maCSKCB') !== caller.principal.tenant.code) throw reject('auth.forbidden');
  if (file === undefined) throw reject('request.malformed');
  if (file.length > NATIONAL_FILE_LIMIT_BYTES)
    throw reject('request.body-too-large', { limitBytes: NATIONAL_FILE_LIMIT_BYTES });
  // It lost its class on the way out of a thread.
  return Buffer.from(file.buffer, file.byteOffset, file.byteLength);
};

export type Submission = {
  readonly kind: Kind;
  readonly file: Buffer;
  readonly caller: NationalCaller;
  readonly requestId: string;
  readonly now: Date;
};

/** The call itself; the answer is JSON, or nothing that we understand. */
const post = async (upstreams: Upstreams, submission: Submission, signal: AbortSignal) => {
  const { kind, file, caller, requestId } = submission;
  const answer = await upstreams.send('health-insurance', {
    client: clientText(caller.principal),
    method: 'POST',
    path: TARGETS[kind].path,
    headers: {
      accept: 'application/json',
      authorization: `Bearer ${caller.accessToken}`,
      'content-type': 'application/xml',
      // This protocol knows no key: the file itself is one, so a HIS that sends again after a timeout is answered again.
      'idempotency-key': `national-${kind}-${createHash('sha256').update(file).digest('hex')}`,
      'x-request-id': requestId,
    },
    body: file,
    isFile: TARGETS[kind].isFile,
    signal,
  });
  const text = await answer.body.text();
  const body: unknown = /json/.test(String(answer.headers['content-type'])) ? JSON.parse(text) : undefined;
  return { status: answer.statusCode, body };
};

/** Hands the file to health insurance by its own public call, under the hospital's token, and translates the answer. */
export const submit = async (upstreams: Upstreams, submission: Submission): Promise<NationalAnswer> => {
  const { kind, now } = submission;
  const deadline = new AbortController();
  const timer = setTimeout(() => deadline.abort(), DEADLINE_MS);
  try {
    const { status, body } = await post(upstreams, submission, deadline.signal);
    if (status >= 300) return answerOfProblem(status, body, now);
    return nationalAnswer('200', { transaction: TARGETS[kind].transaction(body), at: now });
  } finally {
    clearTimeout(timer);
  }
};
