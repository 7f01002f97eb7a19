import type { Logger } from '@ansinh/telemetry';
import type { ProviderName, Providers } from '../settings/provider-settings';
import { proofOf } from './client-proof';
import { openLimitedFetch } from './limited-fetch';
import { type RelyingParty, relyingParty } from './relying-party';

export type Parties = {
  readonly settings: Providers;
  readonly of: Readonly<Partial<Record<ProviderName, RelyingParty>>>;
  readonly stop: () => Promise<void>;
};

const STAFF_SCOPE = 'openid profile';

/** We at each provider of the settings. No provider is asked before somebody wants to sign in there. */
export const openParties = async (settings: Providers, logger: Logger): Promise<Parties> => {
  const { agency, citizens } = settings;
  const fetch = openLimitedFetch(logger);
  const ofAgency = agency && { settings: agency, scope: STAFF_SCOPE, proof: await proofOf(agency), fetch };
  const ofCitizens = citizens && { settings: citizens, scope: citizens.scope, proof: await proofOf(citizens), fetch };
  return {
    settings,
    of: {
      ...(ofAgency === undefined ? {} : { agency: relyingParty(ofAgency) }),
      ...(ofCitizens === undefined ? {} : { citizens: relyingParty(ofCitizens) }),
    },
    stop: fetch.close,
  };
};
