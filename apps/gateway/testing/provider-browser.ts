import {
  AGENCY_PEOPLE,
  CITIZENS,
  callbacksAt,
  findFreePorts,
  logoutAt,
  type StandIn,
  type StandInPerson,
  standInSettings,
  standInUrlsAt,
  startStandIn,
} from '@ansinh/local';
import { decodeJwt } from 'jose';
import type { ProviderName } from '../src/providers/settings/provider-settings';
import { type Browser, openBrowser, type Page } from './browser';
import { type GatewayRoom, PUBLIC_URL, startGatewayRoom } from './gateway-room';
import { type Asked, askedWith, askTokens, exchangeOf, type TokenReply } from './person-client';

/** From a program to the page of the gateway, and by its link to a provider. */
export const goToProvider = async (
  browser: Browser,
  provider: ProviderName,
): Promise<{ readonly asked: Asked; readonly page: Page; readonly there: Page }> => {
  const asked = askedWith();
  const page = await browser.go(`/oauth/authorize?${asked.query}`);
  const [, way] = new RegExp(`href="(/sign-in/[^"]+/by/${provider})"`).exec(page.text) ?? [];
  if (way === undefined) throw new Error(`the page leads to no ${provider}: ${page.text}`);
  return { asked, page, there: await browser.go(way) };
};

/** Whether a page says that the way leads back to the program that asked: with a code of ours, not of a provider. */
export const hasCode = ({ address }: Page): boolean =>
  !address.pathname.startsWith('/sign-in') && address.searchParams.has('code');

/** Whether what a token came of was ended; its own doors learn that from the services, which a room has not. */
export const isOver = async ({ room }: Pick<GatewayRoom, 'room'>, token: string): Promise<boolean> => {
  const session = await room.db.session.findUnique({ where: { id: String(decodeJwt(token).sid) } });
  return session?.endedAt instanceof Date;
};

type Browsers = { readonly ours: Browser; readonly theirs: Browser };

export type ProviderRoom = {
  readonly gateway: GatewayRoom;
  readonly standIns: Readonly<Record<ProviderName, StandIn>>;
  /** Signs in by one click. */
  readonly signIn: (
    provider: ProviderName,
    person: string,
  ) => Promise<Browsers & { readonly asked: Asked; readonly page: Page }>;
  readonly tokensOf: (signedIn: { readonly page: Page; readonly asked: Asked }) => Promise<TokenReply>;
  readonly stop: () => Promise<void>;
};

/** The gateway with both stand-ins, each a real HTTP server. */
export const startProviderRoom = async (): Promise<ProviderRoom> => {
  const [agencyProvider = 0, citizenProvider = 0] = await findFreePorts(2);
  const urls = standInUrlsAt({ agencyProvider, citizenProvider });
  const gateway = await startGatewayRoom(standInSettings(urls));
  const start = (provider: ProviderName, port: number, people: readonly StandInPerson[]): Promise<StandIn> =>
    startStandIn({
      title: provider,
      port,
      host: '127.0.0.1',
      people,
      redirectUris: callbacksAt([PUBLIC_URL], provider),
      logoutUri: logoutAt(gateway.room.url, provider),
    });
  const standIns = {
    agency: await start('agency', agencyProvider, AGENCY_PEOPLE),
    citizens: await start('citizens', citizenProvider, CITIZENS),
  };
  return {
    gateway,
    standIns,
    signIn: async (provider, person) => {
      const { issuer } = standIns[provider];
      const ours = openBrowser(gateway.room.url, PUBLIC_URL);
      const theirs = openBrowser(issuer, issuer);
      const { asked, there } = await goToProvider(ours, provider);
      const back = await theirs.submit(await theirs.go(there.address), { person });
      return { ours, theirs, asked, page: await ours.go(back.address) };
    },
    tokensOf: async ({ page, asked }) => {
      const reply = await askTokens(gateway.room.url, exchangeOf(page, asked));
      if (reply.status !== 200) throw new Error(`no tokens: ${page.status} ${page.text} ${await reply.text()}`);
      return (await reply.json()) as TokenReply;
    },
    stop: async () => {
      await Promise.all(Object.values(standIns).map((standIn) => standIn.stop()));
      await gateway.stop();
    },
  };
};
