/**
 * `npm run --silent life -- ID [--picture FILE.svg]`: what happened to a claim, a payout or another thing of the platform that
 * `npm start` runs, as a text or as a picture. A file is named from the checkout.
 */
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { appUrl } from '../apps';
import { readLocalConfig } from '../config';
import { signInAs } from '../sample-month/partners/sign-in';
import { readLife } from './life';
import { readLifeArguments } from './life-arguments';
import { lifePicture } from './pictures/life-picture';
import { lifeText } from './trees/life.rules';

const main = async (): Promise<void> => {
  const { key, picture } = readLifeArguments(process.argv.slice(2));
  const config = readLocalConfig();
  const gatewayUrl = appUrl(config, 'gateway');
  const token = await signInAs(gatewayUrl, 'operator');
  const life = await readLife({ gatewayUrl, zipkinUrl: `http://127.0.0.1:${config.ports.zipkin}`, token }, key);
  if (picture === undefined) process.stdout.write(lifeText(life));
  else writeFileSync(resolve(config.rootDirectory, picture), lifePicture(life));
};

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
