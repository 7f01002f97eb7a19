import { Approval } from '@ansinh/contracts/operations/approvals.api';
import { BACKEND_SERVICES } from '@ansinh/contracts/vocabulary/services';
import { createTokenVerifier, type TokenVerifier } from '@ansinh/http';
import { type Mailbox, startMailbox } from '@ansinh/local';
import { type Caller, type Reply, type Room, startRoom, tokenBook } from '@ansinh/testkit';
import { gatewayConfig, type Upstream } from '../src/config';
import type { PrismaClient } from '../src/generated/prisma/client';
import { gatewayService } from '../src/service';
import { type FakeService, startFakeService } from './services';

export const PUBLIC_URL = 'https://api.example.vn';

export type GatewayRoom = {
  readonly room: Room<PrismaClient>;
  readonly services: Readonly<Record<Upstream, FakeService>>;
  /** The access token of a demo client, got at the token endpoint. */
  readonly tokenOf: (clientId: string) => Promise<string>;
  readonly call: (path: string, init?: RequestInit) => Promise<Response>;
  readonly stop: () => Promise<void>;
};

export const basic = (clientId: string, secret: string): string =>
  `Basic ${Buffer.from(`${encodeURIComponent(clientId)}:${encodeURIComponent(secret)}`).toString('base64')}`;

export const askForToken = (url: string, headers: Record<string, string>, form: Record<string, string> = {}) =>
  fetch(`${url}/oauth/token`, {
    method: 'POST',
    headers,
    body: new URLSearchParams({ grant_type: 'client_credentials', ...form }),
  });

/** The gateway with five real HTTP servers behind it. `settings` are added to its environment. */
export const startGatewayRoom = async (settings: Readonly<Record<string, string>> = {}): Promise<GatewayRoom> => {
  const started = await Promise.all(BACKEND_SERVICES.map(async (name) => [name, await startFakeService()] as const));
  const services = Object.fromEntries(started) as Record<Upstream, FakeService>;
  const urls = started.map(([name, { url }]) => [`${name.toUpperCase().replaceAll('-', '_')}_URL`, url]);
  const environment = { PUBLIC_URL, DEMO_CLIENTS: 'true', ...Object.fromEntries(urls), ...settings };
  // Its own doors take its own tokens, too, as they do behind a gateway that is found in the network.
  let verify: TokenVerifier | undefined;
  const book = tokenBook(async (authorization) => {
    verify ??= createTokenVerifier({ issuer: environment.PUBLIC_URL, keys: new URL(`${room.url}/jwks`) });
    return verify(authorization);
  });
  const room: Room<PrismaClient> = await startRoom(
    gatewayService(() => gatewayConfig(environment)),
    book,
  );
  return {
    room,
    services,
    tokenOf: async (clientId) => {
      const reply = await askForToken(room.url, { authorization: basic(clientId, 'demo-secret') });
      return ((await reply.json()) as { access_token: string }).access_token;
    },
    call: (path, init) => fetch(`${room.url}${path}`, init),
    stop: async () => {
      await Promise.all(Object.values(services).map((service) => service.stop()));
      await room.stop();
    },
  };
};

export const ADMINISTRATOR = { role: 'administrator', tenantCode: '66', subject: 'administrator' } as const;
export const ADMINISTRATOR_2 = { ...ADMINISTRATOR, subject: 'administrator-2' } as const;

export type Answered = { readonly status: number; readonly body: unknown };

/** What two administrators do: one asks, the other approves what was shown; a refusal at the first door is answered so. */
export const byTwo = async (
  { room }: Pick<GatewayRoom, 'room'>,
  ask: (maker: Caller) => Promise<Reply>,
  maker: Parameters<Room<unknown>['as']>[0] = ADMINISTRATOR,
): Promise<Answered> => {
  const held = await ask(room.as(maker));
  if (held.status !== 202) return held;
  const { id, digest } = Approval.parse(held.body);
  const decided = await room
    .as(ADMINISTRATOR_2)
    .post(`/v1/approvals/gateway/${id}/decisions`, { decision: 'approve', digest });
  return decided.status === 200 ? (Approval.parse(decided.body).answer ?? decided) : decided;
};

export type Post = {
  /** For `startGatewayRoom`. */
  readonly settings: Readonly<Record<string, string>>;
  /** The code that the newest mail to an address has; the jobs that send it have been run. */
  readonly codeFor: (gateway: Pick<GatewayRoom, 'room'>, email: string) => Promise<string>;
  readonly mails: () => Promise<readonly { readonly to: readonly string[]; readonly text: string }[]>;
  readonly stop: () => Promise<void>;
};

/** A real mail server for the invitations of a room that is started with its settings. */
export const startPost = async (): Promise<Post> => {
  const mailbox: Mailbox = await startMailbox({ smtpPort: 0, pagePort: 0, host: '127.0.0.1' });
  const mails: Post['mails'] = async () => {
    const reply = await fetch(`${mailbox.pageUrl}/mails`);
    return ((await reply.json()) as { mails: { to: string[]; text: string }[] }).mails;
  };
  return {
    settings: {
      SMTP_URL: `smtp://127.0.0.1:${mailbox.smtpPort}?tls=none`,
      MAIL_FROM: 'khong-tra-loi@bhxh.example',
    },
    mails,
    codeFor: async ({ room }, email) => {
      await room.runJobs();
      const mail = (await mails()).find(({ to }) => to.includes(email));
      const [, code] = /"token": "([A-Za-z0-9_-]{43})"/.exec(mail?.text ?? '') ?? [];
      if (code === undefined) throw new Error(`no invitation was sent to ${email}`);
      return code;
    },
    stop: () => mailbox.stop(),
  };
};

/** Registers a partner's client by two administrators, and opens the invitation as the partner does. */
export const newClient = async (
  gateway: Pick<GatewayRoom, 'room'>,
  post: Post,
  client: { readonly clientId: string; readonly role: string; readonly tenantCode: string },
  opening: object = {},
): Promise<{ readonly clientId: string; readonly clientSecret: string }> => {
  const email = `${client.clientId}@partner.example`;
  const body = { name: 'Partner', ...client, contact: { name: 'Mẫu', email } };
  const registered = await byTwo(gateway, (maker) => maker.post('/v1/clients', body));
  if (registered.status !== 201) throw new Error(JSON.stringify(registered.body));
  const token = await post.codeFor(gateway, email);
  const opened = await gateway.room.anonymous.post('/v1/invitations/openings', { token, ...opening });
  if (opened.status !== 201) throw new Error(opened.text);
  return opened.body as { clientId: string; clientSecret: string };
};
