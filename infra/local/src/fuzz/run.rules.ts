import { ClientRole } from '@ansinh/contracts/wire/permissions';
import { z } from 'zod';
import type { FuzzOptions, Role } from './options';

/** What schemathesis says of a run of its own (`--report json`). */
export const RunReport = z.object({
  stop_reason: z.string(),
  operations: z.object({ selected: z.int(), tested: z.int(), errored: z.int() }),
  test_cases: z.object({ generated: z.int(), unique_failures: z.int() }),
  failures: z.array(z.object({ code: z.string(), title: z.string(), count: z.int(), operations: z.array(z.string()) })),
  errors: z.array(z.object({ title: z.string(), count: z.int() })),
});
export type RunReport = z.infer<typeof RunReport>;

/** It makes no workbook and no archive; those bodies have examples and tests of their own. */
const CANNOT = 'Serialization not possible';

/** How a run may end: with all that it made, or with its time. */
const ENDS: ReadonlySet<string> = new Set(['completed', 'max_time']);

/** What all roles together are tried with, at least, when nobody asks for less. */
export const CASES_MIN = 10_000;

/** Operations that are named of a kind of failure; the report in the folder has all. */
const NAMED = 5;

/** One line for each kind of failure and for what kept a run from its end; none when all is well. */
export const findingsOf = (
  role: Role,
  { stop_reason: end, failures, errors, operations, test_cases: cases }: RunReport,
): string[] => [
  ...failures.map(({ code, title, count, operations: found }) => {
    const named = found.slice(0, NAMED).join(', ');
    const more = found.length > NAMED ? ` and ${found.length - NAMED} more` : '';
    return `${role}: ${code} ${title}, ${count} times: ${named}${more}`;
  }),
  ...errors
    .filter(({ title }) => title !== CANNOT)
    .map(({ title, count }) => `${role}: ${title}, ${count} times: an error of the run itself, see its report`),
  ...(operations.tested + operations.errored < operations.selected
    ? [`${role}: ${operations.tested} of ${operations.selected} operations were tried: give it more --seconds`]
    : []),
  ...(cases.generated === 0 ? [`${role}: nothing was tried`] : []),
  ...(ENDS.has(end) ? [] : [`${role}: the run ended with ${end}, before its end`]),
];

/** What all runs lack together; a run of some roles, or of less of each, is for looking at something. */
export const lacksOf = ({ roles, isUsual }: FuzzOptions, cases: number): string[] =>
  roles.length < ClientRole.options.length || !isUsual || cases >= CASES_MIN
    ? []
    : [`only ${cases} cases in all, of ${CASES_MIN}: the machine is slow, give it more --seconds`];
