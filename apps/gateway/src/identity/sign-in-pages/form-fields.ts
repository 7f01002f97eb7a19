// What stands in a form that a browser, or the script of a page, has sent.
import { PasskeyAnswer } from '@ansinh/contracts/gateway/passkeys.api';

/** Empty when it is not there. */
export const textIn = (form: unknown, name: string): string => {
  const value = new Map<string, unknown>(Object.entries(form ?? {})).get(name);
  return typeof value === 'string' ? value : '';
};

/** What a device has answered; undefined when it is none. */
export const answerIn = (body: unknown): PasskeyAnswer | undefined => {
  const text = textIn(body, 'passkey');
  if (text === '') return undefined;
  try {
    return PasskeyAnswer.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
};
