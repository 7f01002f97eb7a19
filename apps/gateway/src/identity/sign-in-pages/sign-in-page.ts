import { timingSafeEqual } from 'node:crypto';
import { problemOf, Rejection } from '@ansinh/contracts/catalogue/problems';
import { PROBLEMS_VI } from '@ansinh/contracts/catalogue/vietnamese.problems';
import { TWO_FACTORS } from '@ansinh/http';
import express, { type Request, type RequestHandler, type Response, Router } from 'express';
import type Provider from 'oidc-provider';
import { errors as refusals } from 'oidc-provider';
import { secretHashOf } from '../../clients/client-secrets';
import { expiredPage, otherAccountPage, PAGE_POLICY, STYLE, signInPage, signInPolicy } from './page.rules';
import { type Language, languageOf } from './page-text.rules';

/** What somebody typed, and from where. */
export type Offered = {
  readonly username: string;
  readonly password: string;
  readonly code: string | undefined;
  readonly address: string | undefined;
  /** What this browser was given when somebody signed in here before. */
  readonly kept: string | undefined;
};
export type SignedInAs = { readonly accountId: string; readonly factors: 1 | 2 };

/** What the pages ask of the authorization server. */
export type Interactions = Pick<Provider, 'interactionDetails' | 'interactionResult'> & {
  readonly clientName: (clientId: string) => Promise<string | undefined>;
};
type Details = Awaited<ReturnType<Provider['interactionDetails']>>;

export type SignInPageParts = {
  readonly interactions: Interactions;
  /** A refusal is an answer here: what was tried is kept. */
  readonly signIn: (offered: Offered) => Promise<SignedInAs | Rejection>;
  /** What a browser is given when somebody has signed in there. */
  readonly knownBrowser: (username: string) => string;
  /** Whether browsers come by https alone. */
  readonly secure: boolean;
};

const FORM_BYTES = 10_000;
const CANCELLED = { error: 'access_denied', error_description: 'the person has cancelled the sign-in' };

const KNOWN = 'ansinh-known';
/** Half a year: who is away for longer is known no more. */
const KNOWN_MS = 180 * 86_400_000;

const keptIn = ({ headers }: Request): string | undefined =>
  new RegExp(`(?:^|; )${KNOWN}=([A-Za-z0-9_.-]{1,200})(?:;|$)`).exec(headers.cookie ?? '')?.[1];

const keep = (response: Response, value: string, secure: boolean): void => {
  response.cookie(KNOWN, value, { maxAge: KNOWN_MS, path: '/sign-in', httpOnly: true, sameSite: 'strict', secure });
};

const textIn = (form: unknown, name: string): string => {
  const value = new Map<string, unknown>(Object.entries(form ?? {})).get(name);
  return typeof value === 'string' ? value : '';
};

/** What the server alone knows of this sign-in: a form that has it was made by this page. */
const csrfOf = ({ cid }: Details): string => secretHashOf(`form of ${cid}`);
const isOwnForm = (details: Details, sent: string): boolean => {
  const expected = Buffer.from(csrfOf(details));
  const given = Buffer.from(sent);
  return expected.length === given.length && timingSafeEqual(expected, given);
};

const send = (response: Response, status: number, html: string, policy = PAGE_POLICY): void => {
  response.setHeader('Content-Security-Policy', policy);
  // Not no-referrer: with it a browser would say of the form that it comes from nowhere.
  response.setHeader('Referrer-Policy', 'same-origin');
  response.status(status).type('html').send(html);
};

/** The sign-in that this browser has begun and this address names; undefined when it is over or another's. */
const detailsOf = async (
  interactions: Interactions,
  request: Request,
  response: Response,
): Promise<Details | undefined> => {
  try {
    const details = await interactions.interactionDetails(request, response);
    return details.uid === request.params.uid && details.prompt.name === 'login' ? details : undefined;
  } catch (error) {
    if (error instanceof refusals.SessionNotFound) return undefined;
    throw error;
  }
};

const wordsOf = (rejection: Rejection, language: Language) =>
  language === 'vi' ? PROBLEMS_VI[rejection.code] : problemOf(rejection.code);

type Shown = {
  readonly language: Language;
  readonly status: number;
  readonly username?: string;
  readonly rejection?: Rejection;
};

const show = async (
  { interactions }: SignInPageParts,
  response: Response,
  details: Details,
  { language, status, username = '', rejection }: Shown,
): Promise<void> => {
  const { client_id: clientId, redirect_uri: redirectUri } = details.params;
  const retryAfter = rejection?.params.retryAfterSeconds;
  if (typeof retryAfter === 'number') response.setHeader('Retry-After', String(retryAfter));
  const html = signInPage({
    language,
    uid: details.uid,
    csrf: csrfOf(details),
    clientName: (await interactions.clientName(String(clientId))) ?? String(clientId),
    username,
    ...(rejection === undefined ? {} : { refusal: wordsOf(rejection, language) }),
  });
  send(response, status, html, signInPolicy(redirectUri));
};

const accept =
  (parts: SignInPageParts): RequestHandler =>
  async (request, response) => {
    const { interactions, signIn } = parts;
    const { body } = request;
    const language = languageOf(request.headers['accept-language'], textIn(body, 'language'));
    const details = await detailsOf(interactions, request, response);
    if (details === undefined || !isOwnForm(details, textIn(body, 'csrf'))) {
      send(response, 403, expiredPage(language));
      return;
    }
    const goOn = async (result: Parameters<Interactions['interactionResult']>[2]): Promise<void> => {
      response.redirect(
        303,
        await interactions.interactionResult(request, response, result, { mergeWithLastSubmission: false }),
      );
    };
    if (textIn(body, 'act') === 'cancel') return goOn(CANCELLED);
    const username = textIn(body, 'username').trim();
    const code = textIn(body, 'code').replaceAll(' ', '');
    const signedIn = await signIn({
      username,
      password: textIn(body, 'password'),
      code: code === '' ? undefined : code,
      address: request.ip,
      kept: keptIn(request),
    });
    if (signedIn instanceof Rejection) {
      const { status } = problemOf(signedIn.code);
      return show(parts, response, details, { language, status, username, rejection: signedIn });
    }
    const { accountId, factors } = signedIn;
    // One browser has one person: who was here before leaves first.
    if (details.session?.accountId !== undefined && details.session.accountId !== accountId) {
      send(response, 409, otherAccountPage(language));
      return;
    }
    keep(response, parts.knownBrowser(username), parts.secure);
    const acr = factors === 2 ? { acr: TWO_FACTORS, amr: ['pwd', 'otp'] } : { amr: ['pwd'] };
    // Not remembered: the cookie ends with the browser, and the session after half an hour without use.
    return goOn({ login: { accountId, remember: false, ...acr } });
  };

/** The pages of a sign-in that the authorization server has begun. They work without a script, and have none. */
export const signInPages = (parts: SignInPageParts): Router => {
  const router = Router();
  router.get('/sign-in/style.css', (_request, response) => {
    response.setHeader('Cache-Control', 'public, max-age=3600');
    response.type('css').send(STYLE);
  });
  router.get('/sign-in/:uid', async (request, response) => {
    const { language: named } = request.query;
    const details = await detailsOf(parts.interactions, request, response);
    const wished = typeof named === 'string' ? named : details?.params.ui_locales;
    const language = languageOf(request.headers['accept-language'], typeof wished === 'string' ? wished : undefined);
    if (details === undefined) send(response, 404, expiredPage(language));
    else {
      const { login_hint: hint } = details.params;
      const username = typeof hint === 'string' ? hint : '';
      await show(parts, response, details, { language, status: 200, username });
    }
  });
  router.post('/sign-in/:uid', express.urlencoded({ extended: false, limit: FORM_BYTES }), accept(parts));
  return router;
};
