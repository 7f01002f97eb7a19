import { refusalOf } from './call-refused';
import type { TokenSource } from './held-token';

export type PartnerOptions = {
  readonly gatewayUrl: string;
  /** Of a client or of a person who has signed in. */
  readonly token: TokenSource;
  /** The W3C trace context of the partner's own software. */
  readonly traceparent: string;
};

export type CallBody = { readonly json: unknown } | { readonly xml: string } | { readonly ndjson: string };

type Answer = { readonly status: number; readonly text: string };

const RETRIES = 40;
const RETRY_PAUSE_MS = 250;
const pause = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));

const contentOf = (body: CallBody): { readonly type: string; readonly text: string } => {
  if ('json' in body) return { type: 'application/json', text: JSON.stringify(body.json) };
  if ('xml' in body) return { type: 'application/xml', text: body.xml };
  return { type: 'application/x-ndjson', text: body.ndjson };
};

/** One partner's software, or a person's, as it talks to the public door: a token, a key for each act, patience with 429 and 503. */
export class Partner {
  readonly #options: PartnerOptions;

  constructor(options: PartnerOptions) {
    this.#options = options;
  }

  async get<Reply>(path: string): Promise<Reply> {
    return JSON.parse((await this.#call('GET', path)).text) as Reply;
  }

  async getText(path: string): Promise<string> {
    return (await this.#call('GET', path)).text;
  }

  /** `key` names the act: the same key in a second run of the month brings the first answer again. A look-up needs none. */
  async post<Reply>(path: string, body: CallBody, key?: string): Promise<Reply> {
    return JSON.parse((await this.#call('POST', path, body, key)).text) as Reply;
  }

  /** The same, and whether it was done or waits for a second person (202). */
  async ask(path: string, body: CallBody, key?: string): Promise<{ readonly status: number; readonly body: unknown }> {
    const { status, text } = await this.#call('POST', path, body, key);
    return { status, body: JSON.parse(text) };
  }

  async put<Reply>(path: string, body: CallBody): Promise<Reply> {
    return JSON.parse((await this.#call('PUT', path, body)).text) as Reply;
  }

  async #call(method: string, path: string, body?: CallBody, key?: string): Promise<Answer> {
    const content = body === undefined ? undefined : contentOf(body);
    for (let attempt = 1; ; attempt += 1) {
      const response = await fetch(`${this.#options.gatewayUrl}${path}`, {
        method,
        headers: {
          authorization: `Bearer ${await this.#options.token()}`,
          traceparent: this.#options.traceparent,
          ...(content === undefined ? {} : { 'content-type': content.type }),
          ...(key === undefined ? {} : { 'idempotency-key': key }),
        },
        ...(content === undefined ? {} : { body: content.text }),
      });
      const text = await response.text();
      if (response.ok) return { status: response.status, text };
      const isTemporary = response.status === 429 || response.status === 503;
      if (!isTemporary || attempt >= RETRIES) throw refusalOf(`${method} ${path}`, response.status, text);
      await pause(RETRY_PAUSE_MS);
    }
  }
}
