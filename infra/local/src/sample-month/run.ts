import { checkPatientsIn, lookCardsUp, settleMonth, submitClaims, uploadLists, waitForAppraisal } from './claim-steps';
import { assessContributions, receiveCredits, waitForCards } from './contribution-steps';
import {
  declareWorkers,
  importRegister,
  orderHouseholdInsurance,
  registerEmployers,
  registerFacilities,
} from './enrolment-steps';
import { createMonth, type Month, type MonthAddresses } from './month';
import { demoPeople, type People } from './partners/people';
import { bankPays, buildPayoutList, decidePensions, postOfficePays, readInboxes } from './payment-steps';
import { type MonthReport, reportMonth } from './report';

type Step = readonly [title: string, run: (month: Month) => Promise<string>];

/** One month of the agency, in the order in which it happens (architecture 8). */
const STEPS: readonly Step[] = [
  ['Facilities move in', registerFacilities],
  ['Hospitals upload their lists (01-06/DM)', uploadLists],
  ['The register of people and cards moves in', importRegister],
  ['Employers register', registerEmployers],
  ['Employers declare their workers', declareWorkers],
  ['A household buys health insurance', orderHouseholdInsurance],
  ['Contributions are assessed', assessContributions],
  ['The bank reports credits (camt.054)', receiveCredits],
  ['Cards become active', waitForCards],
  ['Hospitals look cards up', lookCardsUp],
  ['Hospitals check patients in', checkPatientsIn],
  ['Hospitals send their claims', submitClaims],
  ['Every claim is appraised', waitForAppraisal],
  ['The month is settled', settleMonth],
  ['Pensions are decided', decidePensions],
  ['The payout list is built', buildPayoutList],
  ['The bank pays (pain.001, pain.002)', bankPays],
  ['A post office pays in cash', postOfficePays],
  ['Everybody is told', readInboxes],
];

export type MonthRun = { readonly month: Month; readonly report: MonthReport; readonly seconds: number };

/**
 * Plays the sample month through the public door. Every act has a fixed idempotency key: a second run on the same data
 * changes nothing and ends with the same totals. Who plays it again within half a minute gives the people of the first time.
 * @throws Error that names the step when the platform answers otherwise than it should
 */
export const runSampleMonth = async (
  addresses: MonthAddresses,
  progress: (line: string) => void,
  people: People = demoPeople(addresses.gatewayUrl),
): Promise<MonthRun> => {
  const started = performance.now();
  const month = createMonth(addresses, people);
  for (const [index, [title, run]] of STEPS.entries()) {
    const from = performance.now();
    try {
      const outcome = await run(month);
      const seconds = ((performance.now() - from) / 1000).toFixed(1);
      progress(`${String(index + 1).padStart(2)}/${STEPS.length}  ${title}: ${outcome} (${seconds} s)`);
    } catch (error) {
      throw new Error(
        `the sample month stopped at "${title}": ${error instanceof Error ? error.message : String(error)}`,
        { cause: error },
      );
    }
  }
  const report = await reportMonth(month);
  return { month, report, seconds: (performance.now() - started) / 1000 };
};
