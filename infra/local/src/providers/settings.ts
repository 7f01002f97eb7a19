import { STAND_IN_CLIENT, STAND_IN_LEVEL_2, STAND_IN_SECRET, STAND_IN_TWO_FACTORS } from './stand-in-people';

export type StandInUrls = { readonly agency: string; readonly citizens: string };
export type StandInPorts = { readonly agencyProvider: number; readonly citizenProvider: number };

/** On this machine, as `npm start` starts them. */
export const standInUrlsAt = ({ agencyProvider, citizenProvider }: StandInPorts): StandInUrls => ({
  agency: `http://127.0.0.1:${agencyProvider}`,
  citizens: `http://127.0.0.1:${citizenProvider}`,
});

/** By what a gateway finds the stand-ins: its settings AGENCY_PROVIDER and CITIZEN_PROVIDER. */
export const standInSettings = ({ agency, citizens }: StandInUrls): Record<string, string> => {
  const ours = { clientId: STAND_IN_CLIENT, clientSecret: STAND_IN_SECRET };
  return {
    AGENCY_PROVIDER: JSON.stringify({
      ...ours,
      issuer: agency,
      twoFactors: { acr: [STAND_IN_TWO_FACTORS] },
      staffNumberClaim: 'staff_number',
    }),
    CITIZEN_PROVIDER: JSON.stringify({ ...ours, issuer: citizens, twoFactors: { acr: [STAND_IN_LEVEL_2] } }),
  };
};

/** Where a provider sends browsers back to, at each name of this machine that a browser may have come by. */
export const callbacksAt = (gatewayUrls: readonly string[], provider: keyof StandInUrls): string[] =>
  gatewayUrls.map((url) => `${url}/sign-in-callbacks/${provider}`);
export const logoutAt = (gatewayUrl: string, provider: keyof StandInUrls): string =>
  `${gatewayUrl}/sign-in-callbacks/${provider}/logout`;
