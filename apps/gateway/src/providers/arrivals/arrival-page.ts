import { problemOf, Rejection } from '@ansinh/contracts/catalogue/problems';
import { PROBLEMS_VI } from '@ansinh/contracts/catalogue/vietnamese.problems';
import { BeginOpening } from '@ansinh/contracts/gateway/accounts.api';
import { TWO_FACTORS } from '@ansinh/http';
import type { Logger } from '@ansinh/telemetry';
import express, { type Request, type RequestHandler, type Response, Router } from 'express';
import { addressAt } from '../../addresses/address.rules';
import { expiredPage, otherAccountPage, PAGE_POLICY, signInPolicy } from '../../identity/sign-in-pages/page.rules';
import { type Language, languageOf } from '../../identity/sign-in-pages/page-text.rules';
import {
  csrfOf,
  type Details,
  detailsOf,
  type Interactions,
  isOwnForm,
  send,
} from '../../identity/sign-in-pages/sign-in-page';
import type { SignInDoor } from '../../identity/sign-ins/sign-in.commands';
import { arrivingCitizen, arrivingStaff } from '../parties/arriving.rules';
import { ProviderAway } from '../parties/limited-fetch';
import type { Parties } from '../parties/parties';
import { ProviderRefused, type RelyingParty } from '../parties/relying-party';
import type { ProviderName, Providers } from '../settings/provider-settings';
import {
  comeBack,
  type Going,
  leaveFor,
  type Outcome,
  receiveCitizen,
  receiveStaff,
  type SignedIn,
} from './arrival.commands';
import { CALLBACK_PATH, callbackOf, isCancelled, signInOf } from './arrival.rules';
import { awayPage, codePage, linkPage, type StopReason, stoppedPage } from './arrival-page.rules';
import { proveByCode, proveByCodes } from './proof.commands';

export type ArrivalParts = {
  readonly publicUrl: string;
  readonly settings: Providers;
  readonly parties: Parties['of'];
  readonly interactions: Interactions;
  readonly door: SignInDoor;
  readonly logger: Logger;
};

type Turn = {
  readonly request: Request;
  readonly response: Response;
  readonly language: Language;
  readonly details: Details;
  readonly going: Going;
  readonly party: RelyingParty;
};

const FORM_BYTES = 10_000;

const textIn = (form: unknown, name: string): string => {
  const value = new Map<string, unknown>(Object.entries(form ?? {})).get(name);
  return typeof value === 'string' ? value.trim() : '';
};
const queryOf = ({ originalUrl }: Request): string => URL.parse(originalUrl, 'http://here.invalid')?.search ?? '';

const isConfigured = ({ parties }: ArrivalParts, name: unknown): name is ProviderName =>
  (name === 'agency' || name === 'citizens') && parties[name] !== undefined;

const policyOf = ({ params }: Details): string => signInPolicy(params.redirect_uri);

const stop = ({ response, language, details }: Turn, status: number, reason: StopReason): void =>
  send(response, status, stoppedPage(language, details.uid, reason));

/** The browser goes on to the program that asked: it is signed in. One browser has one person. */
const goOn = async (
  { interactions }: ArrivalParts,
  { request, response, language, details }: Turn,
  { accountId, factors }: SignedIn,
): Promise<void> => {
  if (details.session?.accountId !== undefined && details.session.accountId !== accountId) {
    send(response, 409, otherAccountPage(language));
    return;
  }
  const acr = factors === 2 ? { acr: TWO_FACTORS } : {};
  const login = { accountId, remember: false, ...acr };
  const next = await interactions.interactionResult(request, response, { login }, { mergeWithLastSubmission: false });
  response.redirect(303, next);
};

const askFor = (turn: Turn, needs: 'code' | 'link', status = 200, rejection?: Rejection): void => {
  const { response, language, details, going } = turn;
  const words = rejection && (language === 'vi' ? PROBLEMS_VI[rejection.code] : problemOf(rejection.code));
  const asking = { language, uid: details.uid, provider: going.provider, csrf: csrfOf(details), refusal: words };
  const retryAfter = rejection?.params.retryAfterSeconds;
  if (typeof retryAfter === 'number') response.setHeader('Retry-After', String(retryAfter));
  send(response, status, needs === 'code' ? codePage(asking) : linkPage(asking), policyOf(details));
};

const follow = async (parts: ArrivalParts, turn: Turn, outcome: Outcome): Promise<void> => {
  if ('needs' in outcome) return askFor(turn, outcome.needs);
  if ('refused' in outcome) return stop(turn, 403, outcome.refused);
  return goOn(parts, turn, outcome);
};

/** Who is away, and whose answer is no good, is told to the person and to the log; nobody else notices. */
const guarded = async (parts: ArrivalParts, turn: Turn, work: () => Promise<void>): Promise<void> => {
  const { response, language, details, going } = turn;
  try {
    await work();
  } catch (error) {
    if (error instanceof ProviderAway) {
      response.setHeader('Retry-After', '60');
      return send(response, 503, awayPage(language, details.uid));
    }
    if (!(error instanceof ProviderRefused)) throw error;
    parts.logger.warn({ provider: going.provider, reason: error.message }, 'a sign-in by a provider is refused');
    return stop(turn, 403, 'refused');
  }
};

/** A handler for the sign-in that this browser has begun; everybody else is told that it is over. */
const inTurn =
  (parts: ArrivalParts, work: (turn: Turn) => Promise<void> | void): RequestHandler =>
  async (request, response) => {
    const { provider } = request.params;
    const named = textIn(request.body, 'language');
    const language = languageOf(request.headers['accept-language'], named === '' ? undefined : named);
    const details = await detailsOf(parts.interactions, request, response);
    const party = isConfigured(parts, provider) ? parts.parties[provider] : undefined;
    const isOwn = request.method !== 'POST' || (details && isOwnForm(details, textIn(request.body, 'csrf')));
    if (details === undefined || party === undefined || isOwn !== true || !isConfigured(parts, provider)) {
      send(response, 403, expiredPage(language));
      return;
    }
    const going = { signInId: details.uid, provider };
    const turn = { request, response, language, details, going, party };
    await guarded(parts, turn, async () => work(turn));
  };

const redirectUriOf = ({ publicUrl }: ArrivalParts, { request, going }: Turn): string =>
  callbackOf(addressAt(publicUrl, request.headers.host), going.provider);

const leave = async (parts: ArrivalParts, turn: Turn): Promise<void> => {
  const { response, going, party } = turn;
  const errand = await leaveFor(parts.door, going, redirectUriOf(parts, turn));
  response.redirect(303, (await party.begin(errand)).href);
};

const receive = async (
  { settings, door }: ArrivalParts,
  { request, going, party }: Turn,
  expected: NonNullable<Awaited<ReturnType<typeof comeBack>>>,
): Promise<Outcome | { readonly fault: StopReason }> => {
  const claims = await party.finish(queryOf(request), expected);
  const came = { signInId: going.signInId, address: request.ip };
  if (going.provider === 'agency' && settings.agency !== undefined)
    return receiveStaff(door, { ...came, arriving: arrivingStaff(claims, settings.agency) });
  if (settings.citizens === undefined) throw new ProviderRefused('there is no such provider');
  const arriving = arrivingCitizen(claims, settings.citizens);
  return 'fault' in arriving ? arriving : receiveCitizen(door, { ...came, arriving });
};

const comeHome = async (parts: ArrivalParts, turn: Turn): Promise<void> => {
  const { request, response, language, details, going } = turn;
  const { state, error } = request.query;
  const errand = { state: typeof state === 'string' ? state : '', redirectUri: redirectUriOf(parts, turn) };
  const expected = await comeBack(parts.door, going, errand);
  if (expected === undefined) return send(response, 403, expiredPage(language));
  if (isCancelled(error)) return response.redirect(303, `/sign-in/${details.uid}`);
  const outcome = await receive(parts, turn, expected);
  return 'fault' in outcome ? stop(turn, 403, outcome.fault) : follow(parts, turn, outcome);
};

/** What was typed, or why it is not taken. */
const orRefusal = async <Done>(work: Promise<Done>): Promise<Done | Rejection> => {
  try {
    return await work;
  } catch (error) {
    if (error instanceof Rejection) return error;
    throw error;
  }
};

const takeCode = async (parts: ArrivalParts, turn: Turn): Promise<void> => {
  const { request, going } = turn;
  const code = textIn(request.body, 'code').replaceAll(' ', '');
  const outcome = await orRefusal(proveByCode(parts.door, { going, address: request.ip }, code));
  if (outcome instanceof Rejection) return askFor(turn, 'code', problemOf(outcome.code).status, outcome);
  return goOn(parts, turn, outcome);
};

const takeLink = async (parts: ArrivalParts, turn: Turn): Promise<void> => {
  const { request, going } = turn;
  const codes = [textIn(request.body, 'first'), textIn(request.body, 'second')];
  const invited = BeginOpening.safeParse({ username: textIn(request.body, 'username').toLowerCase(), codes });
  const outcome = invited.success
    ? await orRefusal(proveByCodes(parts.door, { going, address: request.ip }, invited.data))
    : new Rejection('account.invitation-invalid');
  if (outcome instanceof Rejection) return askFor(turn, 'link', problemOf(outcome.code).status, outcome);
  return follow(parts, turn, outcome);
};

/**
 * The way to a provider and back. A provider answers at one address for all; the cookie of a sign-in goes to its own address
 * alone, so the answer is sent on there: a browser that did not begin it is not let in (login CSRF).
 */
export const arrivalPages = (parts: ArrivalParts): Router => {
  const router = Router();
  const form = express.urlencoded({ extended: false, limit: FORM_BYTES });
  router.get(`${CALLBACK_PATH}/:provider`, (request, response) => {
    const { provider } = request.params;
    const signInId = signInOf(request.query.state);
    if (signInId !== undefined && isConfigured(parts, provider))
      response.redirect(303, `/sign-in/${signInId}/by/${provider}/return${queryOf(request)}`);
    else send(response, 403, expiredPage(languageOf(request.headers['accept-language'])), PAGE_POLICY);
  });
  router.get(
    '/sign-in/:uid/by/:provider',
    inTurn(parts, (turn) => leave(parts, turn)),
  );
  router.get(
    '/sign-in/:uid/by/:provider/return',
    inTurn(parts, (turn) => comeHome(parts, turn)),
  );
  router.post(
    '/sign-in/:uid/by/:provider/code',
    form,
    inTurn(parts, (turn) => takeCode(parts, turn)),
  );
  router.post(
    '/sign-in/:uid/by/:provider/link',
    form,
    inTurn(parts, (turn) => takeLink(parts, turn)),
  );
  return router;
};
