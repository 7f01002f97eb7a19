import type { ProviderName } from '../src/providers/settings/provider-settings';
import { type Browser, openBrowser, type Page } from './browser';
import {
  type Claims,
  CROOKED_CLIENT,
  CROOKED_SECRET,
  type CrookedProvider,
  startCrookedProvider,
} from './crooked-provider';
import { type GatewayRoom, PUBLIC_URL, startGatewayRoom } from './gateway-room';
import type { Asked } from './person-client';
import { goToProvider } from './provider-browser';

/** A browser that is away at a provider. */
export type Sent = {
  readonly state: string;
  readonly nonce: string;
  readonly browser: Browser;
  readonly asked: Asked;
};

export type CrookedRoom = {
  readonly gateway: GatewayRoom;
  readonly providers: Readonly<Record<ProviderName, CrookedProvider>>;
  /** From our page to the provider, which is not asked anything. */
  readonly leave: (provider: ProviderName) => Promise<Sent>;
  readonly back: (browser: Browser, provider: ProviderName, query: Readonly<Record<string, string>>) => Promise<Page>;
  /** There and back, with a token that is good but for what is changed. */
  readonly comeAs: (provider: ProviderName, change: Claims) => Promise<Sent & { readonly page: Page }>;
  readonly stop: () => Promise<void>;
};

const settingsOf = ({ issuer }: CrookedProvider) => ({
  issuer,
  clientId: CROOKED_CLIENT,
  clientSecret: CROOKED_SECRET,
  twoFactors: { acr: ['two'] },
});

/** The gateway with two providers that say whatever a test wants them to say. */
export const startCrookedRoom = async (): Promise<CrookedRoom> => {
  const providers = { agency: await startCrookedProvider(), citizens: await startCrookedProvider() };
  const gateway = await startGatewayRoom({
    AGENCY_PROVIDER: JSON.stringify({ ...settingsOf(providers.agency), staffNumberClaim: 'staff_number' }),
    CITIZEN_PROVIDER: JSON.stringify(settingsOf(providers.citizens)),
    // All of them come from one address.
    ANONYMOUS_PER_MINUTE: '100000',
  });
  const leave = async (provider: ProviderName): Promise<Sent> => {
    const browser = openBrowser(gateway.room.url, PUBLIC_URL);
    const { asked, there } = await goToProvider(browser, provider);
    const sent = there.address.searchParams;
    return { browser, asked, state: sent.get('state') ?? '', nonce: sent.get('nonce') ?? '' };
  };
  const back: CrookedRoom['back'] = (browser, provider, query) =>
    browser.go(`/sign-in-callbacks/${provider}?${new URLSearchParams({ code: 'a code', ...query })}`);
  return {
    gateway,
    providers,
    leave,
    back,
    comeAs: async (provider, change) => {
      const sent = await leave(provider);
      const { issuer, sign, claimsFor, giveToken } = providers[provider];
      giveToken(await sign({ ...claimsFor(sent.nonce), ...change }));
      return { ...sent, page: await back(sent.browser, provider, { state: sent.state, iss: issuer }) };
    },
    stop: async () => {
      await Promise.all([...Object.values(providers), gateway].map((one) => one.stop()));
    },
  };
};
