// The ratchet: what does not obey yet stands in exceptions.json with its reason. Nothing is added to it by a tool, and
// what is no longer needed must go, so that the list only gets shorter.
import { z } from 'zod';
import type { Finding } from './finding.mts';

const Exception = z.strictObject({
  law: z.string(),
  file: z.string(),
  what: z.string(),
  why: z.string().min(10),
  /** The number of the decision that keeps it: `0009`. */
  adr: z
    .string()
    .regex(/^\d{4}$/)
    .optional(),
  /** How large it may be, for what has a size. */
  max: z.int().optional(),
});

export const Exceptions = z.array(Exception);
export type Exception = z.infer<typeof Exception>;

const keyOf = ({ law, file, what }: Pick<Finding, 'law' | 'file' | 'what'>): string => `${law} | ${file} | ${what}`;

export const EXCEPTIONS_FILE = 'scripts/laws/exceptions.json';

export const isNeeded = (exception: Exception, findings: readonly Finding[]): boolean =>
  findings.some((finding) => keyOf(finding) === keyOf(exception));

/** What is left of the findings after the exceptions, and the exceptions that nothing needs any more. */
export const withoutExceptions = (findings: readonly Finding[], exceptions: readonly Exception[]): Finding[] => {
  const byKey = new Map(exceptions.map((exception) => [keyOf(exception), exception]));
  const left = findings.flatMap((finding) => {
    const exception = byKey.get(keyOf(finding));
    if (exception === undefined) return [finding];
    if (finding.size === undefined || finding.size <= (exception.max ?? 0)) return [];
    return [{ ...finding, sentence: `${finding.sentence} (its exception allows ${exception.max ?? 0})` }];
  });
  const idle = exceptions
    .filter((exception) => !isNeeded(exception, findings))
    .map(({ law, file, what }) => ({
      law: 'exceptions',
      file: EXCEPTIONS_FILE,
      line: 1,
      what,
      sentence: `the exception of ${file} from the law ${law} (${what}) is no longer needed: remove it`,
    }));
  return [...left, ...idle];
};

/** A first text for exceptions.json: the reason is for a person to write. */
export const exceptionFor = ({ law, file, what, size }: Finding): Exception => ({
  law,
  file,
  what,
  why: '',
  ...(size === undefined ? {} : { max: size }),
});
