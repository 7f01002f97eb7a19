// What a browser keeps of whoever has signed in there: see sign-ins/known-browser.
import type { Request, Response } from 'express';

const KNOWN = 'ansinh-known';
/** Half a year: who is away for longer is known no more. */
const KNOWN_MS = 180 * 86_400_000;

export const keptIn = ({ headers }: Request): string | undefined =>
  new RegExp(`(?:^|; )${KNOWN}=([A-Za-z0-9_.-]{1,200})(?:;|$)`).exec(headers.cookie ?? '')?.[1];

export const keep = (response: Response, value: string, secure: boolean): void => {
  response.cookie(KNOWN, value, { maxAge: KNOWN_MS, path: '/sign-in', httpOnly: true, sameSite: 'strict', secure });
};
