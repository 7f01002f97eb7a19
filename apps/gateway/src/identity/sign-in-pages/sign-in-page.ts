import { timingSafeEqual } from 'node:crypto';
import { problemOf, Rejection } from '@ansinh/contracts/catalogue/problems';
import { PROBLEMS_VI } from '@ansinh/contracts/catalogue/vietnamese.problems';
import type { PasskeyAnswer } from '@ansinh/contracts/gateway/passkeys.api';
import { TWO_FACTORS } from '@ansinh/http';
import express, { type Request, type RequestHandler, type Response, Router } from 'express';
import type Provider from 'oidc-provider';
import { errors as refusals } from 'oidc-provider';
import { secretHashOf } from '../../clients/client-secrets';
import type { ProviderName } from '../../providers/settings/provider-settings';
import { answerIn, textIn } from './form-fields';
import { keep, keptIn } from './known-cookie';
import { expiredPage, otherAccountPage, PAGE_POLICY, STYLE, signInPage, signInPolicy } from './page.rules';
import { type Language, languageOf, TEXTS } from './page-text.rules';
import { ADDING_SCRIPT, ADDING_SCRIPT_PATH, SIGN_IN_SCRIPT, SIGN_IN_SCRIPT_PATH } from './passkey-scripts';

/** What somebody typed, and from where. */
export type Offered = {
  readonly username: string;
  readonly password: string;
  readonly code: string | undefined;
  readonly passkey: PasskeyAnswer | undefined;
  readonly address: string | undefined;
  /** What this browser was given when somebody signed in here before. */
  readonly kept: string | undefined;
};
export type SignedInAs = { readonly accountId: string; readonly factors: 1 | 2 };

/** What the pages ask of the authorization server. */
export type Interactions = Pick<Provider, 'interactionDetails' | 'interactionResult'> & {
  readonly clientName: (clientId: string) => Promise<string | undefined>;
};
export type Details = Awaited<ReturnType<Provider['interactionDetails']>>;

export type SignInPageParts = {
  readonly interactions: Interactions;
  /** A refusal is an answer here: what was tried is kept. */
  readonly signIn: (offered: Offered) => Promise<SignedInAs | Rejection>;
  /** What a browser is given when somebody has signed in there. */
  readonly knownBrowser: (accountId: string) => string;
  /** Whether browsers come by https alone. */
  readonly secure: boolean;
  /** What a device is asked for that signs somebody in alone; its answer is good for this sign-in. */
  readonly beginPasskey: (signInId: string) => Promise<object>;
  readonly signInByPasskey: (offered: {
    readonly signInId: string;
    readonly answer: PasskeyAnswer;
    readonly address: string | undefined;
  }) => Promise<SignedInAs | Rejection>;
  /** Where else one may sign in. */
  readonly providers: readonly ProviderName[];
};

const FORM_BYTES = 10_000;
const CANCELLED = { error: 'access_denied', error_description: 'the person has cancelled the sign-in' };

/** What the server alone knows of this sign-in: a form that has it was made by this page. */
export const csrfOf = ({ cid }: Details): string => secretHashOf(`form of ${cid}`);
export const isOwnForm = (details: Details, sent: string): boolean => {
  const expected = Buffer.from(csrfOf(details));
  const given = Buffer.from(sent);
  return expected.length === given.length && timingSafeEqual(expected, given);
};

export const send = (response: Response, status: number, html: string, policy = PAGE_POLICY): void => {
  response.setHeader('Content-Security-Policy', policy);
  // Not no-referrer: with it a browser would say of the form that it comes from nowhere.
  response.setHeader('Referrer-Policy', 'same-origin');
  response.status(status).type('html').send(html);
};

/** The sign-in that this browser has begun and this address names; undefined when it is over or another's. */
export const detailsOf = async (
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

/** What a person reads: nobody sees the header of an answer. */
const wordsOf = ({ code, params }: Rejection, language: Language): { readonly title: string; readonly fix: string } => {
  const { title, fix } = language === 'vi' ? PROBLEMS_VI[code] : problemOf(code);
  const { retryAfterSeconds: seconds } = params;
  return { title, fix: typeof seconds === 'number' ? TEXTS[language].wait.replace('{seconds}', String(seconds)) : fix };
};

type Shown = {
  readonly language: Language;
  readonly status: number;
  readonly username?: string;
  readonly rejection?: Rejection;
};

const show = async (
  { interactions, providers }: SignInPageParts,
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
    providers,
    ...(rejection === undefined ? {} : { refusal: wordsOf(rejection, language) }),
  });
  send(response, status, html, signInPolicy(redirectUri));
};

/** A script of the page reads what comes of it, where a browser alone would show the next page. */
const isForScript = (request: Request): boolean => request.accepts(['html', 'json']) === 'json';

const refusedAs = (title: string, fix: string) => ({ title, fix });

const showExpired = (request: Request, response: Response, language: Language): void => {
  const { expiredTitle, expired } = TEXTS[language];
  if (isForScript(request)) response.status(403).json(refusedAs(expiredTitle, expired));
  else send(response, 403, expiredPage(language));
};

const REFUSED = new Rejection('sign-in.refused');

/** Who has sent the form, by what. */
const judge = async (
  { signIn, signInByPasskey }: SignInPageParts,
  request: Request,
  signInId: string,
): Promise<{ readonly by: readonly string[]; readonly came: SignedInAs | Rejection }> => {
  const { body, ip: address } = request;
  const answer = answerIn(body);
  if (textIn(body, 'act') === 'passkey')
    return {
      by: ['pop', 'user'],
      came: answer === undefined ? REFUSED : await signInByPasskey({ signInId, answer, address }),
    };
  const code = textIn(body, 'code').replaceAll(' ', '');
  const came = await signIn({
    username: textIn(body, 'username').trim(),
    password: textIn(body, 'password'),
    code: code === '' ? undefined : code,
    passkey: answer,
    address,
    kept: keptIn(request),
  });
  return { by: ['pwd', answer === undefined ? 'otp' : 'pop'], came };
};

const refuse = async (
  parts: SignInPageParts,
  [request, response]: readonly [Request, Response],
  { details, language, rejection }: { details: Details; language: Language; rejection: Rejection },
): Promise<void> => {
  const { status } = problemOf(rejection.code);
  const username = textIn(request.body, 'username').trim();
  if (!isForScript(request)) return show(parts, response, details, { language, status, username, rejection });
  const { title, fix } = wordsOf(rejection, language);
  response.status(status).json({ ...refusedAs(title, fix), options: rejection.params.passkey });
};

const accept =
  (parts: SignInPageParts): RequestHandler =>
  async (request, response) => {
    const { interactions } = parts;
    const { body } = request;
    const language = languageOf(request.headers['accept-language'], textIn(body, 'language'));
    const details = await detailsOf(interactions, request, response);
    if (details === undefined || !isOwnForm(details, textIn(body, 'csrf')))
      return showExpired(request, response, language);
    const goOn = async (result: Parameters<Interactions['interactionResult']>[2]): Promise<void> => {
      const next = await interactions.interactionResult(request, response, result, {
        mergeWithLastSubmission: false,
      });
      if (isForScript(request)) response.json({ goOn: next });
      else response.redirect(303, next);
    };
    if (textIn(body, 'act') === 'cancel') return goOn(CANCELLED);
    const { by, came } = await judge(parts, request, details.uid);
    if (came instanceof Rejection) return refuse(parts, [request, response], { details, language, rejection: came });
    const { accountId, factors } = came;
    // One browser has one person: who was here before leaves first.
    if (details.session?.accountId !== undefined && details.session.accountId !== accountId) {
      const { otherAccountTitle, otherAccount } = TEXTS[language];
      if (isForScript(request)) response.status(409).json(refusedAs(otherAccountTitle, otherAccount));
      else send(response, 409, otherAccountPage(language));
      return;
    }
    keep(response, parts.knownBrowser(accountId), parts.secure);
    const acr = factors === 2 ? { acr: TWO_FACTORS, amr: [...by] } : { amr: ['pwd'] };
    // Not remembered: the cookie ends with the browser, and the session after half an hour without use.
    return goOn({ login: { accountId, remember: false, ...acr } });
  };

/** Asked by the script alone, when somebody wants to sign in by a device. */
const beginPasskey =
  ({ interactions, beginPasskey: begin }: SignInPageParts): RequestHandler =>
  async (request, response) => {
    const language = languageOf(request.headers['accept-language'], textIn(request.body, 'language'));
    const details = await detailsOf(interactions, request, response);
    if (details === undefined || !isOwnForm(details, textIn(request.body, 'csrf')))
      return showExpired(request, response, language);
    response.json({ options: await begin(details.uid) });
  };

const SERVED = [
  ['/sign-in/style.css', 'css', STYLE],
  [SIGN_IN_SCRIPT_PATH, 'js', SIGN_IN_SCRIPT],
  [ADDING_SCRIPT_PATH, 'js', ADDING_SCRIPT],
] as const;

/** The pages of a sign-in that the authorization server has begun. They work without a script, by the code. */
export const signInPages = (parts: SignInPageParts): Router => {
  const router = Router();
  for (const [path, type, content] of SERVED)
    router.get(path, (_request, response) => {
      response.setHeader('Cache-Control', 'public, max-age=3600');
      response.type(type).send(content);
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
  const form = express.urlencoded({ extended: false, limit: FORM_BYTES });
  router.post('/sign-in/:uid', form, accept(parts));
  router.post('/sign-in/:uid/passkey', form, beginPasskey(parts));
  return router;
};
