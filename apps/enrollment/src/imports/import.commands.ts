import { problemOf } from '@ansinh/contracts/catalogue/problems';
import type { ImportResult } from '@ansinh/contracts/enrollment/imports.api';
import { newId } from '@ansinh/database';
import { noteDisagreements } from '@ansinh/platform';
import { announceIssued } from '../cards/card.commands';
import type { CardState } from '../cards/card.rules';
import { insertCards, listCardOwners } from '../cards/card.store';
import type { Tx } from '../kit';
import { registerPersons } from '../participants/participant.commands';
import { loadRecords } from '../participants/participant.store';
import { isDisagreement, type KnownPerson } from '../participants/person.rules';
import type { Today } from './cover.rules';
import type { ImportError, ReadLine } from './file/row.rules';
import { type ImportPlan, importedCard, type PlannedPerson, planImport, type RefusedRow } from './import.rules';
import { numbersIn, rowsIn, todayOf } from './import.views';
import { bringsOf } from './trial.rules';

const LISTED_ERRORS = 1_000;

/**
 * Takes over the present register, one line a person, the file whole in one transaction: a second person has seen what its
 * rows bring. Who is known already keeps name, contact and cards; only a missing social-insurance number or card is added.
 */
export const importParticipants = async (tx: Tx, lines: readonly ReadLine[]): Promise<ImportResult> => {
  const scene = await todayOf(tx);
  const rows = rowsIn(lines);
  const { personalIds, siNumbers, cardNumbers } = numbersIn(rows);
  // Owners of cards before persons, for the reason that `loadRecords` gives.
  const cardOwners = await listCardOwners(tx.db, cardNumbers);
  const plan = planImport(rows, { ...(await loadRecords(tx.db, { personalIds, siNumbers })), cardOwners }, scene);
  const holders = await registerPersons(tx, plan.planned, { assignSiNumbers: false });
  await giveCards(tx, plan.planned, { holders, scene });
  const count = plan.refused.filter(({ refusal }) => isDisagreement(refusal)).length;
  await noteDisagreements(tx, { count, target: 'import' });
  return told(tx, lines, { plan, scene });
};

type Registered = { readonly holders: ReadonlyMap<string, KnownPerson>; readonly scene: Today };

/** Cards in force, each told; and whose record it was, one by one. */
const giveCards = async (tx: Tx, planned: readonly PlannedPerson[], { holders, scene }: Registered): Promise<void> => {
  const given: CardState[] = [];
  for (const { person, known, cards: brought } of planned) {
    const holder = holders.get(person.personalId);
    if (holder === undefined) throw new Error('every planned person was registered');
    const { participantId } = holder;
    const cards = brought.map((card) => importedCard(card, { cardId: newId(), participantId }, scene.law));
    for (const card of cards) announceIssued(tx, card, holder);
    given.push(...cards);
    const what = known === undefined ? 'registered' : 'known';
    const outcome = `${what}, ${cards.length} cards`;
    const target = `participant:${participantId}` as const;
    tx.audit({ action: 'participant.import', target, outcome, before: known, after: { ...holder, cards } });
  }
  await insertCards(tx.db, given);
};

type Decided = { readonly plan: ImportPlan; readonly scene: Today };

const told = (tx: Tx, lines: readonly ReadLine[], { plan, scene }: Decided): ImportResult => {
  const unreadable = lines.flatMap((read) => ('error' in read ? [read.error] : []));
  const errors = [...unreadable, ...plan.refused.map(explain)].sort((one, other) => one.line - other.line);
  const result = {
    rows: lines.length,
    imported: plan.imported.length,
    unchanged: plan.unchanged.length,
    rejected: errors.length,
    brings: bringsOf(plan.planned, scene),
    errors: errors.slice(0, LISTED_ERRORS),
  };
  const { imported, unchanged, rejected } = result;
  const outcome = `${imported} imported, ${unchanged} known, ${rejected} refused`;
  tx.audit({ action: 'participant.import', target: 'import', outcome, after: result });
  return result;
};

const explain = ({ line, refusal: { code, field } }: RefusedRow): ImportError => ({
  line,
  pointer: field,
  code,
  detail: problemOf(code).title,
});
