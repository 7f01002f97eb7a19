import type { DecideClaim } from '@ansinh/contracts/health-insurance/review.api';
import { type Hundredths, hundredths, hundredthsText, sumOf, toHundredths } from '@ansinh/contracts/vocabulary/money';
import type { FieldError } from '@ansinh/contracts/wire/field-error';
import type { LineAnswer, LineState } from '../../claim/claim.rules';

/** A question that nobody has decided, with the place it is about; no line when the whole claim is meant. */
export type OpenQuestion = {
  readonly question: number;
  readonly table: string | null;
  readonly row: number | null;
};

const REFUSED = { fundPays: hundredths(0n), refused: true } as const;

type Decision = DecideClaim['decisions'][number];
type Bill = { readonly lines: readonly LineState[]; readonly questions: readonly OpenQuestion[] };

export type Decided = {
  readonly errors: readonly FieldError[];
  /** All lines as they are then. */
  readonly lines: readonly LineState[];
  /** Those that were decided. */
  readonly changed: readonly LineAnswer[];
  /** Of all lines; the claim asks for at most T_BHTT. */
  readonly sum: Hundredths;
};

const keyOf = ({ table, row }: { readonly table: string | null; readonly row: number | null }): string =>
  `${table}/${row}`;

/** The bill while one decision after the other is applied. */
class Ledger {
  readonly #lines: Map<string, LineState>;
  readonly #questions: Map<number, OpenQuestion>;

  constructor(bill: Bill) {
    this.#lines = new Map(bill.lines.map((line) => [keyOf(line), line]));
    this.#questions = new Map(bill.questions.map((question) => [question.question, question]));
  }

  get lines(): LineState[] {
    return [...this.#lines.values()];
  }

  /** Applies a decision; what is wrong with it, by member, when it does not fit. */
  apply(decision: Decision): readonly [member: string, detail: string] | undefined {
    return 'question' in decision ? this.#decideQuestion(decision) : this.#decideLine(decision);
  }

  #decideQuestion({ question, result }: Extract<Decision, { question: number }>): [string, string] | undefined {
    const open = this.#questions.get(question);
    if (open === undefined) return ['question', `question ${question} is not open`];
    this.#questions.delete(question);
    if (result === 'pay') return undefined;
    const line = this.#lines.get(keyOf(open));
    for (const refused of line === undefined ? this.lines : [line]) this.#set(refused, REFUSED);
    return undefined;
  }

  #decideLine(decision: Exclude<Decision, { question: number }>): [string, string] | undefined {
    const { table, row, result } = decision;
    const line = this.#lines.get(keyOf({ table, row }));
    if (line === undefined) return ['row', `${table} has no row ${row}`];
    if ((result === 'reduce') !== (decision.fundPays !== undefined))
      return ['fundPays', 'is given with "reduce", and only with it'];
    if (result === 'refuse') this.#set(line, REFUSED);
    else {
      const fundPays = decision.fundPays === undefined ? line.fundAmount : toHundredths(decision.fundPays);
      if (fundPays > line.fundAmount) return ['fundPays', `at most ${hundredthsText(line.fundAmount)} was claimed`];
      this.#set(line, { fundPays, refused: false });
    }
    return undefined;
  }

  #set(line: LineState, answer: Pick<LineState, 'fundPays' | 'refused'>): void {
    this.#lines.set(keyOf(line), { ...line, ...answer });
  }
}

/**
 * What decisions make of the lines of a claim, one after the other; with an error nothing of it counts. A question that
 * is answered `pay` leaves its line as the rules have it.
 */
export const decide = (bill: Bill, decisions: readonly Decision[]): Decided => {
  const ledger = new Ledger(bill);
  const errors = decisions.flatMap((decision, index): FieldError[] => {
    const wrong = ledger.apply(decision);
    return wrong === undefined ? [] : [{ pointer: `/decisions/${index}/${wrong[0]}`, detail: wrong[1] }];
  });
  const before = new Map(bill.lines.map((line) => [keyOf(line), line]));
  const { lines } = ledger;
  const changed = lines.filter((line) => line !== before.get(keyOf(line)));
  return { errors, lines, changed, sum: sumOf(lines.map(({ fundPays }) => fundPays)) };
};
