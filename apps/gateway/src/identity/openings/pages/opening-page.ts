import { problemOf, Rejection } from '@ansinh/contracts/catalogue/problems';
import { PROBLEMS_VI } from '@ansinh/contracts/catalogue/vietnamese.problems';
import { BeginOpening, OpenAccount } from '@ansinh/contracts/gateway/accounts.api';
import express, { type Response, Router } from 'express';
import { AT_START } from '../../../clients/client.commands';
import type { DoorContext } from '../../../kit';
import type { IdentityKeys } from '../../accounts/identity-keys';
import { PAGE_POLICY } from '../../sign-in-pages/page.rules';
import { type Language, languageOf } from '../../sign-in-pages/page-text.rules';
import { beginOpening, openAccount } from '../opening.commands';
import {
  askingPage,
  type Begun,
  choosingPage,
  differingPasswords,
  openedPage,
  type Refusal,
} from './opening-page.rules';

export type OpeningPageParts = { readonly transact: DoorContext['transact']; readonly keys: IdentityKeys };

const FORM_BYTES = 10_000;

/** Signing in takes a password letter by letter, so that none is taken away here: blanks around it are of it. */
const LETTER_BY_LETTER: ReadonlySet<string> = new Set(['password', 'again']);

const textsIn = (form: unknown): ((name: string) => string) => {
  const fields = new Map<string, unknown>(Object.entries(form ?? {}));
  return (name) => {
    const value = fields.get(name);
    if (typeof value !== 'string') return '';
    return LETTER_BY_LETTER.has(name) ? value : value.trim();
  };
};

/** What stands in it opens an account: nobody keeps it, and nobody is told where it came from. */
const send = (response: Response, status: number, html: string): void => {
  response.setHeader('Content-Security-Policy', PAGE_POLICY);
  response.setHeader('Cache-Control', 'no-store');
  response.setHeader('Referrer-Policy', 'no-referrer');
  response.status(status).type('html').send(html);
};

const wordsOf = ({ code }: Rejection, language: Language): Refusal =>
  language === 'vi' ? PROBLEMS_VI[code] : problemOf(code);

/** The answer, or the refusal of a rule. What is no user name or no code at all is refused as a wrong one. */
const orRefusal = async <Done>(work: () => Promise<Done>): Promise<Done | Rejection> => {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Rejection) return error;
    throw error;
  }
};

const INVALID = new Rejection('account.invitation-invalid');

const begin = async ({ transact }: OpeningPageParts, textOf: (name: string) => string): Promise<Begun | Rejection> => {
  const [username, first, second] = [textOf('username').toLowerCase(), textOf('first'), textOf('second')];
  const invited = BeginOpening.safeParse({ username, codes: [first, second] });
  if (!invited.success) return INVALID;
  const begun = await orRefusal(() => transact(AT_START, (tx) => beginOpening(tx, invited.data)));
  return begun instanceof Rejection ? begun : { username, first, second, ...begun };
};

const complete = ({ transact, keys }: OpeningPageParts, textOf: (name: string) => string) => {
  const sent = OpenAccount.safeParse({
    username: textOf('username'),
    codes: [textOf('first'), textOf('second')],
    password: textOf('password'),
    secret: textOf('secret'),
    code: textOf('code').replaceAll(' ', ''),
  });
  if (!sent.success) return new Rejection('one-time-code.refused');
  return orRefusal(() => transact(AT_START, (tx) => openAccount(tx, keys, sent.data)));
};

const begunIn = (textOf: (name: string) => string): Begun => ({
  username: textOf('username'),
  first: textOf('first'),
  second: textOf('second'),
  name: textOf('name'),
  office: textOf('office'),
  secret: textOf('secret'),
  uri: textOf('uri').startsWith('otpauth://totp/') ? textOf('uri') : '',
});

/** The pages on which a person opens the own account, without a script. The codes are what proves that a form is the person's. */
export const openingPages = (parts: OpeningPageParts): Router => {
  const router = Router();
  const form = express.urlencoded({ extended: false, limit: FORM_BYTES });
  router.get('/opening', (request, response) => {
    const { username, language: named } = request.query;
    const wished = typeof named === 'string' ? named : undefined;
    const language = languageOf(request.headers['accept-language'], wished);
    send(response, 200, askingPage(language, typeof username === 'string' ? username : ''));
  });
  router.post('/opening', form, async (request, response) => {
    const textOf = textsIn(request.body);
    const language = languageOf(request.headers['accept-language'], textOf('language'));
    const begun = await begin(parts, textOf);
    if (begun instanceof Rejection)
      send(response, 422, askingPage(language, textOf('username'), wordsOf(begun, language)));
    else send(response, 200, choosingPage(language, begun));
  });
  router.post('/opening/completion', form, async (request, response) => {
    const textOf = textsIn(request.body);
    const language = languageOf(request.headers['accept-language'], textOf('language'));
    const begun = begunIn(textOf);
    if (textOf('password') !== textOf('again')) {
      send(response, 422, choosingPage(language, begun, differingPasswords(language)));
      return;
    }
    const opened = await complete(parts, textOf);
    if (!(opened instanceof Rejection)) send(response, 201, openedPage(language));
    else if (opened.code === 'account.invitation-invalid')
      send(response, 422, askingPage(language, begun.username, wordsOf(opened, language)));
    else send(response, 422, choosingPage(language, begun, wordsOf(opened, language)));
  });
  return router;
};
