import { problemOf } from '@ansinh/contracts/catalogue/problems';
import type { DeclarationLine, DeclarationLineResult } from '@ansinh/contracts/enrollment/api';
import { addMonths, firstDayOf, type YearMonth, yearMonth } from '@ansinh/contracts/vocabulary/calendar';
import type { WageZone } from '@ansinh/contracts/vocabulary/funds';
import { inForce } from '@ansinh/contracts/vocabulary/law/dated';
import type { Law } from '@ansinh/contracts/vocabulary/law/registry';
import { toVnd, type Vnd } from '@ansinh/contracts/vocabulary/money';
import { unreachable } from '@ansinh/contracts/vocabulary/unreachable';
import type { Tenant } from '@ansinh/contracts/wire/permissions';
import {
  documentRefusal,
  isDisagreement,
  type KnownPerson,
  type Refusal,
  registerRefusal,
} from '../participants/person.rules';
import type { OpenParticipation } from '../participations/participation.rules';

/** The first month that the dated tables of wages cover: an older month has to be put right by an officer. */
export const EARLIEST_MONTH: YearMonth = yearMonth('2024-07');

/** What the wage of a month may not fall below, at the place of work. */
export const wageFloorVnd = (month: YearMonth, zone: WageZone, law: Law): Vnd => {
  const date = firstDayOf(month);
  return inForce(law['wage-floor-basis'], date) === 'reference-level'
    ? inForce(law['base-salary'], date)
    : inForce(law['regional-minimum-wage'], date)[zone];
};

export type LineContext = {
  readonly law: Law;
  readonly zone: WageZone;
  readonly thisMonth: YearMonth;
  readonly known: KnownPerson | undefined;
  readonly siNumberOwner: string | undefined;
  /** The person's open participation at the employer that declares. */
  readonly open: OpenParticipation | undefined;
};

type LineOf<Kind extends DeclarationLine['kind']> = Extract<DeclarationLine, { kind: Kind }>;
export type AcceptedLine =
  | { readonly kind: 'start'; readonly line: LineOf<'start'>; readonly known: KnownPerson | undefined }
  | {
      readonly kind: 'changeWage';
      readonly line: LineOf<'changeWage'>;
      readonly known: KnownPerson;
      readonly open: OpenParticipation;
    }
  | {
      readonly kind: 'stop';
      readonly line: LineOf<'stop'>;
      readonly known: KnownPerson;
      readonly open: OpenParticipation;
    };
export type LineDecision = AcceptedLine | { readonly kind: 'rejected'; readonly refusal: Refusal };

const rejected = (code: Refusal['code'], field: string, params?: Record<string, string>): LineDecision => ({
  kind: 'rejected',
  refusal: params === undefined ? { code, field } : { code, field, params },
});

export const personalIdOf = (line: DeclarationLine): string =>
  line.kind === 'start' ? line.person.personalId : line.personalId;

/** Months from the beginning of our tables to the month after this one may be declared. */
const monthRefusal = (month: YearMonth, thisMonth: YearMonth, field: string): LineDecision | undefined => {
  const latest = addMonths(thisMonth, 1);
  return month < EARLIEST_MONTH || month > latest
    ? rejected('declaration.month-out-of-range', field, { earliest: EARLIEST_MONTH, latest })
    : undefined;
};

const wageRefusal = (
  line: { readonly fromMonth: YearMonth; readonly wageVnd: string },
  { zone, law }: LineContext,
): LineDecision | undefined => {
  const floor = wageFloorVnd(line.fromMonth, zone, law);
  return toVnd(line.wageVnd) < floor
    ? rejected('declaration.wage-below-floor', '/wageVnd', { floorVnd: floor.toString() })
    : undefined;
};

const decideStart = (line: LineOf<'start'>, context: LineContext): LineDecision => {
  const { known, open, thisMonth, siNumberOwner } = context;
  const document = documentRefusal(line.person);
  if (document !== undefined) return rejected(document.code, `/person${document.field}`);
  if (open !== undefined) return rejected('participation.already-open', '/person/personalId');
  const form = monthRefusal(line.fromMonth, thisMonth, '/fromMonth') ?? wageRefusal(line, context);
  if (form !== undefined) return form;
  const register = registerRefusal(line.person, { known, siNumberOwner });
  return register === undefined ? { kind: 'start', line, known } : rejected(register.code, `/person${register.field}`);
};

const decideChange = (line: LineOf<'changeWage'>, context: LineContext): LineDecision => {
  const { known, open, thisMonth } = context;
  if (known === undefined || open === undefined) return rejected('participation.none-open', '/personalId');
  const month = monthRefusal(line.fromMonth, thisMonth, '/fromMonth');
  if (month !== undefined) return month;
  if (line.fromMonth < open.wageFromMonth)
    return rejected('participation.month-before-start', '/fromMonth', { earliest: open.wageFromMonth });
  return wageRefusal(line, context) ?? { kind: 'changeWage', line, known, open };
};

const decideStop = (line: LineOf<'stop'>, context: LineContext): LineDecision => {
  const { known, open, thisMonth } = context;
  if (known === undefined || open === undefined) return rejected('participation.none-open', '/personalId');
  const month = monthRefusal(line.lastMonth, thisMonth, '/lastMonth');
  if (month !== undefined) return month;
  // A wage that begins later than the last month would never be paid: the employer has to look again.
  return line.lastMonth < open.wageFromMonth
    ? rejected('participation.month-before-start', '/lastMonth', { earliest: open.wageFromMonth })
    : { kind: 'stop', line, known, open };
};

/** What becomes of one line of a D02-LT. */
export const decideLine = (line: DeclarationLine, context: LineContext): LineDecision => {
  switch (line.kind) {
    case 'start':
      return decideStart(line, context);
    case 'changeWage':
      return decideChange(line, context);
    case 'stop':
      return decideStop(line, context);
    default:
      return unreachable(line);
  }
};

/** Of several lines about one person the first counts; the others are rejected, because their order is not certain. */
export const decideDeclaration = (
  lines: readonly DeclarationLine[],
  contextOf: (line: DeclarationLine) => LineContext,
): LineDecision[] => {
  const seen = new Set<string>();
  const siNumbers = new Set<string>();
  return lines.map((line) => {
    const personalId = personalIdOf(line);
    const pointer = line.kind === 'start' ? '/person/personalId' : '/personalId';
    if (seen.has(personalId)) return rejected('declaration.person-repeated', pointer);
    seen.add(personalId);
    const siNumber = line.kind === 'start' ? line.person.siNumber : undefined;
    if (siNumber !== undefined && siNumbers.has(siNumber))
      return rejected('declaration.person-repeated', '/person/siNumber');
    if (siNumber !== undefined) siNumbers.add(siNumber);
    return decideLine(line, contextOf(line));
  });
};

export const disagrees = (decision: LineDecision): boolean =>
  decision.kind === 'rejected' && isDisagreement(decision.refusal);

/** A line as who reads it is told: what stands in the register is the agency's to see. */
export const lineTold = (to: Tenant, line: DeclarationLineResult): DeclarationLineResult =>
  to.kind === 'agency' || !isDisagreement(line)
    ? line
    : {
        ...line,
        code: 'register.disagrees',
        detail: problemOf('register.disagrees').title,
        pointer: `/lines/${line.index}/person`,
      };

/**
 * No person is compared with the register any more once it has disagreed as often as is left: what would follow, taken or
 * not, is told alike, and can be sent again later.
 */
export const pauseComparison = (decisions: readonly LineDecision[], left: number): LineDecision[] => {
  let disagreements = 0;
  return decisions.map((decision) => {
    const isPaused = disagreements >= left;
    if (disagrees(decision)) disagreements += 1;
    return isPaused && (decision.kind === 'start' || disagrees(decision))
      ? rejected('register.paused', '/person')
      : decision;
  });
};
