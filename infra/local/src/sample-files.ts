/**
 * Prints a file as a partner would send it, for the pages in docs/partners: `npm run --silent sample -- claim`.
 * The people and cards in it are those of the sample month.
 */
import {
  buildCheckIn,
  buildClaimFile,
  createRandom,
  createSampleRegion,
  facilityOf,
  outpatientClaim,
  signClaimFile,
} from '@ansinh/sample-data';
import { sampleIdentity } from './sample-month/partners/signing';

const DEMO_FACILITY = '66001';
const SEED = 26;

const encounter = (key: string) => {
  const region = createSampleRegion(SEED);
  const patient = region.patients[0];
  if (patient === undefined) throw new Error('the sample region has no patients');
  const random = createRandom(SEED).fork(key);
  return outpatientClaim(random, {
    key,
    ...patient,
    facility: facilityOf(DEMO_FACILITY),
    month: region.month,
    day: 27,
    isEmergency: true,
  });
};

const claimFile = (key: string): string =>
  buildClaimFile({ facilityCode: DEMO_FACILITY, encounters: [encounter(key)] });

const FILES: Readonly<Record<string, (key: string) => string>> = {
  claim: (key) => signClaimFile(claimFile(key), sampleIdentity(DEMO_FACILITY)),
  'claim-unsigned': claimFile,
  certificate: () => sampleIdentity(DEMO_FACILITY).certificatePem,
  'check-in': (key) => buildCheckIn(encounter(key).visit),
  card: () => JSON.stringify(createSampleRegion(SEED).patients[0]?.card.cardNumber),
};

const [kind = '', key = 'SAMPLE0001'] = process.argv.slice(2);
const build = FILES[kind];
if (build === undefined) {
  console.error(`npm run --silent sample -- ${Object.keys(FILES).join('|')} [encounter key]`);
  process.exitCode = 1;
} else process.stdout.write(build(key));
