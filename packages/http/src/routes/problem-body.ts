import { type Problem, type ProblemCode, problemOf, type RejectionParams } from '@ansinh/contracts/catalogue/problems';
import { FINDINGS_MAX, type FieldError } from '@ansinh/contracts/wire/field-error';

type Told = { readonly instance: string; readonly traceId: string };

/** A word of the sender in a refusal, such as the name of a column, is told as far as it is needed to find it. */
const TEXT_LENGTH_MAX = 500;
const DEPTH_MAX = 4;

const shortened = (text: string): string =>
  text.length > TEXT_LENGTH_MAX ? `${text.slice(0, TEXT_LENGTH_MAX).toWellFormed()}…` : text;

/** Whatever a refusal tells, it tells a bounded amount of it. */
const bounded = (value: unknown, depth = 0): unknown => {
  if (typeof value === 'string') return shortened(value);
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  if (depth === DEPTH_MAX) return undefined;
  if (Array.isArray(value)) return value.slice(0, FINDINGS_MAX).map((one) => bounded(one, depth + 1));
  const members = Object.entries(value).slice(0, FINDINGS_MAX);
  return Object.fromEntries(members.map(([name, part]) => [shortened(name), bounded(part, depth + 1)]));
};

const toldError = ({ pointer, detail, code }: FieldError): FieldError => ({
  pointer: shortened(pointer),
  detail: shortened(detail),
  ...(code === undefined ? {} : { code }),
});

/** The first findings, and how many there are where not all of them are told. */
const toldErrors = (errors: readonly FieldError[] | undefined) => {
  if (errors === undefined) return {};
  const told = errors.slice(0, FINDINGS_MAX).map(toldError);
  return errors.length > told.length ? { findings: errors.length, errors: told } : { errors: told };
};

/** The RFC 9457 body of a refusal: members beyond the standard ones are the parameters of its code. */
export const problemBody = (code: ProblemCode, params: RejectionParams, { instance, traceId }: Told): Problem => {
  const { status, title, fix } = problemOf(code);
  const { errors, ...members } = params;
  return {
    ...toldErrors(errors),
    ...(bounded(members) as Readonly<Record<string, unknown>>),
    type: `/problems/${code}`,
    title,
    status,
    detail: fix,
    instance,
    code,
    traceId,
  };
};
