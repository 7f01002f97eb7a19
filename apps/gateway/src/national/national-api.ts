import { Rejection, reject } from '@ansinh/contracts/catalogue/problems';
import type { Logger } from '@ansinh/telemetry';
import { type Request, type RequestHandler, type Response, Router } from 'express';
import { ipKeyGenerator, rateLimit } from 'express-rate-limit';
import type { Upstreams } from '../proxy/upstreams';
import { codeOfRejection, httpStatusOf, type NationalAnswer, nationalAnswer } from './national-answer.rules';
import { NATIONAL_FORM_LIMIT_BYTES, readForm } from './national-form';
import { fileOf, type Kind, submit } from './national-submission';
import type { NationalCredentials, NationalTokens } from './national-tokens';

export type NationalApiParts = {
  readonly tokens: NationalTokens;
  readonly upstreams: Upstreams;
  readonly logger: Logger;
  readonly now: () => Date;
};

const LOGIN_LIMIT_BYTES = 10_000;
const LOGINS_PER_MINUTE = 30;
const LARGE_BYTES = 1_000_000;
const LARGE_AT_ONCE = 8;

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

/** Few HIS send large files, and such a form is held in memory whole: only some of them at the same time. */
const largeForms = () => {
  let running = 0;
  return async <Result>(request: Request, work: () => Promise<Result>): Promise<Result> => {
    const length = Number(request.headers['content-length'] ?? Number.POSITIVE_INFINITY);
    if (length <= LARGE_BYTES) return work();
    if (running >= LARGE_AT_ONCE) throw reject('service.unavailable');
    running += 1;
    try {
      return await work();
    } finally {
      running -= 1;
    }
  };
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

/**
 * The calls of the national gateway, so that a HIS needs only another address: `POST /api/token/take`, then check-ins
 * and claim files as base64 in a form, under the names of QD 4750 and of QD 3176. HTTP is 200 and the result stands in
 * `maKetQua`; only 413 and 429 are HTTP statuses too.
 */
export const nationalApi = (parts: NationalApiParts): Router => {
  const router = Router();
  const oneAtATime = largeForms();
  const receive = (kind: Kind): RequestHandler =>
    nationalHandler(parts, async (request, response) => {
      // The password and both tokens come in headers: a stranger is turned away before the form is read.
      const caller = await parts.tokens.requireCaller(credentialsOf(request));
      const answer = await oneAtATime(request, async () => {
        const file = fileOf(await readForm(request, NATIONAL_FORM_LIMIT_BYTES), caller, kind);
        const requestId = String(response.getHeader('x-request-id'));
        return submit(parts.upstreams, { kind, file, caller, requestId, now: parts.now() });
      });
      send(response, answer);
    });
  router.post('/api/token/take', takeToken(parts));
  router.post(['/api/qd130/checkInKcbQd4750', '/api/qd130/checkInKcbQd3176'], receive('check-in'));
  router.post(['/api/qd130/guiHoSoXmlQD4750', '/api/qd130/guiHoSoXmlQD3176'], receive('claim'));
  return router;
};
