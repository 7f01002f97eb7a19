// Calls through the gateway as partners make them, over kept connections of node:http: the caller shares the two cores
// with what it measures, so it has to be cheap.
import { createHash } from 'node:crypto';
import { Agent, type OutgoingHttpHeaders, request } from 'node:http';
import { signIn } from '@ansinh/local';

export type Headers = Readonly<Record<string, string>>;

export type CallOptions = {
  readonly method?: 'GET' | 'POST';
  readonly headers?: Headers;
  readonly body?: string | Buffer;
  /** Kept connections; those of questions when left out. */
  readonly agent?: Agent;
};

export type Answer = { readonly status: number; readonly text: string };

// The desk that looks up cards is not the program that sends the files: they do not wait for each other's connections.
export const FILES = new Agent({ keepAlive: true, maxSockets: 256 });
const QUESTIONS = new Agent({ keepAlive: true, maxSockets: 64 });
const TIMEOUT_MS = 60_000;
const REASON_LENGTH_MAX = 500;

/** One call: status and text of the answer. */
export const call = (gatewayUrl: string, path: string, options: CallOptions = {}): Promise<Answer> => {
  const { method = 'POST', headers = {}, body, agent = QUESTIONS } = options;
  return new Promise((resolve, fail) => {
    const all: OutgoingHttpHeaders = { ...headers };
    if (body !== undefined) all['content-length'] = Buffer.byteLength(body);
    const outgoing = request(
      `${gatewayUrl}${path}`,
      { method, agent, headers: all, timeout: TIMEOUT_MS },
      (incoming) => {
        const chunks: Buffer[] = [];
        incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
        incoming.on('error', fail);
        incoming.on('end', () => resolve({ status: incoming.statusCode ?? 0, text: Buffer.concat(chunks).toString() }));
      },
    );
    outgoing.on('timeout', () => outgoing.destroy(new Error(`${path} was not answered in time`)));
    outgoing.on('error', fail);
    outgoing.end(body);
  });
};

/** For preparations: anything but 2xx is an error with its reason. */
export const requireTaken = (path: string, answer: Answer): Answer => {
  const { status, text } = answer;
  if (status < 200 || status > 299) throw new Error(`${path} answered ${status}: ${text.slice(0, REASON_LENGTH_MAX)}`);
  return answer;
};

/** A call whose answer is needed. */
export const demand = async <Body>(gatewayUrl: string, path: string, options: CallOptions): Promise<Body> =>
  JSON.parse(requireTaken(path, await call(gatewayUrl, path, options)).text) as Body;

const FORM = { 'content-type': 'application/x-www-form-urlencoded' } as const;

/** The headers of a client that has taken its token. */
export const bearer = async (gatewayUrl: string, clientId: string, clientSecret: string): Promise<Headers> => {
  const { text } = await signIn(gatewayUrl, { clientId, clientSecret });
  return { authorization: `Bearer ${text}` };
};

/** The headers of a hospital's software that speaks the national protocol. */
export const nationalHeaders = async (gatewayUrl: string, username: string, password: string): Promise<Headers> => {
  const passwordHash = createHash('md5').update(password).digest('hex').toUpperCase();
  const body = new URLSearchParams({ username, password: passwordHash }).toString();
  const { APIKey: key } = await demand<{ APIKey: { access_token: string; id_token: string } }>(
    gatewayUrl,
    '/api/token/take',
    { headers: FORM, body },
  );
  return { ...FORM, accessToken: key.access_token, tokenId: key.id_token, passwordHash };
};

/** The form of the national call for a claim file. */
export const nationalForm = (
  { username, facilityCode }: { readonly username: string; readonly facilityCode: string },
  file: Buffer,
): string =>
  `username=${username}&loaiHoSo=130&maTinh=${facilityCode.slice(0, 2)}&maCSKCB=${facilityCode}` +
  `&fileHSBase64=${encodeURIComponent(file.toString('base64'))}`;
