// Calls through the gateway as partners make them, over kept connections of node:http: the caller shares the two cores
// with what it measures, so it has to be cheap.
import { createHash } from 'node:crypto';
import { Agent, request } from 'node:http';

// The desk that looks up cards is not the program that sends the files: they do not wait for each other's connections.
const files = new Agent({ keepAlive: true, maxSockets: 256 });
const questions = new Agent({ keepAlive: true, maxSockets: 64 });
const TIMEOUT_MS = 60_000;

/** One call: status and text of the answer. */
export function call(gatewayUrl, path, { method = 'POST', headers = {}, body, isFile = false } = {}) {
  return new Promise((resolve, fail) => {
    const length = body === undefined ? {} : { 'content-length': Buffer.byteLength(body) };
    const options = {
      method,
      agent: isFile ? files : questions,
      headers: { ...headers, ...length },
      timeout: TIMEOUT_MS,
    };
    const outgoing = request(`${gatewayUrl}${path}`, options, (incoming) => {
      const chunks = [];
      incoming.on('data', (chunk) => chunks.push(chunk));
      incoming.on('error', fail);
      incoming.on('end', () => resolve({ status: incoming.statusCode, text: Buffer.concat(chunks).toString() }));
    });
    outgoing.on('timeout', () => outgoing.destroy(new Error(`${path} was not answered in time`)));
    outgoing.on('error', fail);
    outgoing.end(body);
  });
}

/** The same, for preparations: anything but 2xx is an error with its reason. */
export async function demand(gatewayUrl, path, options) {
  const { status, text } = await call(gatewayUrl, path, options);
  if (status < 200 || status > 299) throw new Error(`${path} answered ${status}: ${text.slice(0, 500)}`);
  return JSON.parse(text);
}

const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

/** The headers of a client that has taken its token. */
export async function bearer(gatewayUrl, clientId, clientSecret) {
  const basic = Buffer.from(`${clientId}:${clientSecret}`).toString('base64');
  const headers = { ...FORM, authorization: `Basic ${basic}` };
  const { access_token: token } = await demand(gatewayUrl, '/oauth/token', {
    headers,
    body: 'grant_type=client_credentials',
  });
  return { authorization: `Bearer ${token}` };
}

/** The headers of a hospital's software that speaks the national protocol. */
export async function nationalHeaders(gatewayUrl, username, password) {
  const passwordHash = createHash('md5').update(password).digest('hex').toUpperCase();
  const body = new URLSearchParams({ username, password: passwordHash }).toString();
  const { APIKey: key } = await demand(gatewayUrl, '/api/token/take', { headers: FORM, body });
  return { ...FORM, accessToken: key.access_token, tokenId: key.id_token, passwordHash };
}

/** The form of the national call for a claim file. */
export const nationalForm = ({ username, facilityCode }, file) =>
  `username=${username}&loaiHoSo=130&maTinh=${facilityCode.slice(0, 2)}&maCSKCB=${facilityCode}` +
  `&fileHSBase64=${encodeURIComponent(file.toString('base64'))}`;
