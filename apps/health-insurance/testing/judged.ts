import { type Appraisal, appraise } from '../src/appraisal/judgement/appraisal.rules';
import type { AppraisalContext } from '../src/appraisal/rules/rule';
import type { EncounterInput } from './claims';
import { contextOf } from './context';
import { parsedClaim } from './parsed';

export const judged = (input: EncounterInput = {}, context: AppraisalContext = contextOf()): Appraisal =>
  appraise(parsedClaim(input), context);

/** What one rule says, as `severity table/row field: expected`, and the national code in front where there is one. */
export const toldBy =
  (rule: string) =>
  (input: EncounterInput = {}, context: AppraisalContext = contextOf()): string[] =>
    judged(input, context)
      .findings.filter((finding) => finding.rule === rule)
      .map(({ severity, table, row, field, expected, nationalCode }) =>
        [nationalCode, severity, `${table}/${row}`, `${field}: ${expected}`]
          .filter((part) => part !== undefined)
          .join(' '),
      );
