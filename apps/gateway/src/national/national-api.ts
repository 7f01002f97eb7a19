import { Rejection, reject } from '@ansinh/contracts/catalogue/problems';
import { clientText } from '@ansinh/contracts/wire/permissions';
import type { ByteShare, ByteShares } from '@ansinh/http/admission';
import type { Logger } from '@ansinh/telemetry';
import { type Request, type RequestHandler, type Response, Router } from 'express';
import { ipKeyGenerator, rateLimit } from 'express-rate-limit';
import type { Upstreams } from '../proxy/upstreams';
import { codeOfRejection, httpStatusOf, type NationalAnswer, nationalAnswer } from './national-answer.rules';
import { NATIONAL_FORM_LIMIT_BYTES, readForm } from './national-form';
import { fileOf, type Kind, submit } from './national-submission';
import type { NationalCaller, NationalCredentials, NationalTokens } from './national-tokens';

export type NationalApiParts = {
  readonly tokens: NationalTokens;
  readonly upstreams: Upstreams;
  /** Of bodies, those of the proxy too. */
  readonly shares: ByteShares;
  readonly logger: Logger;
  readonly now: () => Date;
};

const LOGIN_LIMIT_BYTES = 10_000;
const LOGINS_PER_MINUTE = 30;

const send = (response: Response, answer: NationalAnswer): void => {
  if (answer.maKetQua === '503') response.setHeader('Retry-After', '2');
  response.status(httpStatusOf(answer.maKetQua)).json(answer);
};

const nationalHandler =
  (parts: NationalApiParts, handle: (request: Request, response: Response) => Promise<void>): RequestHandler =>
  async (request, response) => {
    try {
      await handle(request, response);
    } catch (error) {
      const at = parts.now();
      if (error instanceof Rejection) send(response, nationalAnswer(codeOfRejection(error), { at }));
      else {
        parts.logger.error({ err: error, route: request.route?.path }, 'national call failed');
        send(response, nationalAnswer('500', { at }));
      }
    }
  };

const header = (request: Request, name: string): string => {
  const value = request.headers[name];
  return typeof value === 'string' ? value : '';
};

const credentialsOf = (request: Request): NationalCredentials => ({
  accessToken: header(request, 'accesstoken'),
  idToken: header(request, 'tokenid'),
  passwordHash: header(request, 'passwordhash'),
});

/** A form is held in memory whole until its answer is there: each sender may have so many bytes of them, all together too. */
const withShare = async <Result>(
  shares: ByteShares,
  caller: NationalCaller,
  work: (share: ByteShare) => Promise<Result>,
): Promise<Result> => {
  const share = shares(clientText(caller.principal));
  try {
    return await work(share);
  } finally {
    share.leave();
  }
};

const takeToken = (parts: NationalApiParts): RequestHandler => {
  const tries = rateLimit({
    windowMs: 60_000,
    limit: LOGINS_PER_MINUTE,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    identifier: 'logins',
    keyGenerator: (request) => `${request.body?.username}@${ipKeyGenerator(request.ip ?? 'unknown')}`,
    handler: (_request, response) => void response.status(429).json(nationalAnswer('429')),
    validate: { xForwardedForHeader: false, forwardedHeader: false },
  });
  return nationalHandler(parts, async (request, response) => {
    const { fields } = await readForm(request, LOGIN_LIMIT_BYTES);
    const [username, password] = [fields.get('username') ?? '', fields.get('password') ?? ''];
    request.body = { username };
    await tries(request, response, () => undefined);
    if (response.headersSent) return;
    const session = await parts.tokens.take(username, password);
    response.json({
      maKetQua: '200',
      APIKey: {
        access_token: session.accessToken,
        id_token: session.idToken,
        token_type: 'Bearer',
        username,
        // An instant in UTC, not a number of seconds: so the national gateway has it.
        expires_in: session.expiresAt.toISOString(),
      },
    });
  });
};

const TOKEN = '/api/token/take';
const CHECK_INS = ['/api/qd130/checkInKcbQd4750', '/api/qd130/checkInKcbQd3176'];
const CLAIMS = ['/api/qd130/guiHoSoXmlQD4750', '/api/qd130/guiHoSoXmlQD3176'];

/**
 * The calls of the national gateway, so that a HIS needs only another address: `POST /api/token/take`, then check-ins
 * and claim files as base64 in a form, under the names of QD 4750 and of QD 3176. HTTP is 200 and the result stands in
 * `maKetQua`; only 413 and 429 are HTTP statuses too.
 */
export const nationalApi = (parts: NationalApiParts): Router => {
  const router = Router();
  const receive = (kind: Kind): RequestHandler =>
    nationalHandler(parts, async (request, response) => {
      // The password and both tokens come in headers: a stranger is turned away before the form is read.
      const caller = await parts.tokens.requireCaller(credentialsOf(request));
      const answer = await withShare(parts.shares, caller, async (share) => {
        const file = fileOf(await readForm(request, NATIONAL_FORM_LIMIT_BYTES, share), caller, kind);
        const requestId = String(response.getHeader('x-request-id'));
        return submit(parts.upstreams, { kind, file, caller, requestId, now: parts.now() });
      });
      send(response, answer);
    });
  router.post(TOKEN, takeToken(parts));
  router.post(CHECK_INS, receive('check-in'));
  router.post(CLAIMS, receive('claim'));
  router.all([TOKEN, ...CHECK_INS, ...CLAIMS], (_request, _response, next) =>
    next(reject('request.method', { allowed: ['POST'] })),
  );
  return router;
};
