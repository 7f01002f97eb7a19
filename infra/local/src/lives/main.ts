/** `npm run --silent life -- ID`: what happened to a claim, a payout or another thing of the platform that `npm start` runs. */
import { appUrl } from '../apps';
import { readLocalConfig } from '../config';
import { signInAs } from '../sample-month/partners/sign-in';
import { tellLife } from './life';

const main = async (): Promise<void> => {
  const [key] = process.argv.slice(2);
  if (key === undefined) throw new Error('name a thing by its id: npm run --silent life -- ID');
  const config = readLocalConfig();
  const gatewayUrl = appUrl(config, 'gateway');
  const token = await signInAs(gatewayUrl, 'operator');
  const options = { gatewayUrl, zipkinUrl: `http://127.0.0.1:${config.ports.zipkin}`, token };
  process.stdout.write(await tellLife(options, key));
};

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
