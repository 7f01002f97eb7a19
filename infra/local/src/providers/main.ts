/** The stand-ins of the identity providers as a process of its own: by `npm start`, never in production. */
import { isProduction, standInsFromEnvironment } from '../config';
import { stopOnSignal } from '../signals';
import { callbacksAt, logoutAt } from './settings';
import { startStandIn } from './stand-in';
import { AGENCY_PEOPLE, CITIZENS } from './stand-in-people';

const main = async (): Promise<void> => {
  if (isProduction()) throw new Error('The stand-ins let in everybody: they do not start with NODE_ENV=production.');
  const { agencyPort, citizenPort, gatewayUrl } = standInsFromEnvironment();
  const host = '127.0.0.1';
  const urls = [gatewayUrl, gatewayUrl.replace('//127.0.0.1', '//localhost')];
  const agency = await startStandIn({
    ...{ title: 'Tài khoản cơ quan (giả lập)', port: agencyPort, host, people: AGENCY_PEOPLE },
    redirectUris: [...new Set(callbacksAt(urls, 'agency'))],
    logoutUri: logoutAt(gatewayUrl, 'agency'),
  });
  const citizens = await startStandIn({
    ...{ title: 'VNeID (giả lập)', port: citizenPort, host, people: CITIZENS },
    redirectUris: [...new Set(callbacksAt(urls, 'citizens'))],
  });
  console.log(`stand-ins of the identity providers: ${agency.issuer}, ${citizens.issuer}`);
  stopOnSignal(async () => {
    await Promise.all([agency.stop(), citizens.stop()]);
  });
};

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
