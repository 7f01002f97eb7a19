import { problemOf, reject } from '@ansinh/contracts/catalogue/problems';
import type { Declaration, DeclarationLineResult, SubmitDeclaration } from '@ansinh/contracts/enrollment/api';
import { ParticipationChanged, ParticipationEnded, ParticipationStarted } from '@ansinh/contracts/enrollment/events';
import { vietNamDate, vietNamMonth } from '@ansinh/contracts/vocabulary/calendar';
import { orderOf } from '@ansinh/contracts/vocabulary/orders';
import { newId } from '@ansinh/database';
import { findDisagreementsLeft, isOfTheAgency, lockDisagreementsLeft, noteDisagreements } from '@ansinh/platform';
import { issueCards, withdrawCards } from '../cards/card.commands';
import { type CardState, isWorkerCard } from '../cards/card.rules';
import { loadCardsOf } from '../cards/card.store';
import { mayActFor } from '../employers/employer.rules';
import { loadEmployer } from '../employers/employer.store';
import type { Tx } from '../kit';
import { getLaw } from '../law-values/law-value.views';
import { registerPersons } from '../participants/participant.commands';
import { loadRecords } from '../participants/participant.store';
import { DISAGREEMENT_LIMITS, isDisagreement } from '../participants/person.rules';
import { moveParticipation } from '../participations/participation.rules';
import {
  insertParticipations,
  listOpenParticipations,
  type OpenRow,
  saveParticipations,
} from '../participations/participation.store';
import {
  type AcceptedLine,
  decideDeclaration,
  disagrees,
  type LineDecision,
  lineTold,
  pauseComparison,
  personalIdOf,
} from './declaration.rules';
import { insertDeclaration } from './declaration.store';
import { getDeclaration } from './declaration.views';

/** What the declaration is decided and carried out on: everything is locked until the commit. */
type Scene = {
  readonly employerId: string;
  readonly open: readonly OpenRow[];
  /** By participant. */
  readonly cards: ReadonlyMap<string, CardState[]>;
};

type LineOutcome = Pick<DeclarationLineResult, 'participantId' | 'siNumber' | 'cardNumber'>;
type Outcomes = Map<AcceptedLine, LineOutcome>;
type Kind<K extends AcceptedLine['kind']> = Extract<AcceptedLine, { kind: K }>;

/** Carries out a D02-LT: each line is decided alone, the accepted ones take effect together. */
export const submitDeclaration = async (
  tx: Tx,
  employerId: string,
  declaration: SubmitDeclaration,
): Promise<Declaration> => {
  const employer = await loadEmployer(tx.db, employerId);
  if (employer === undefined || !mayActFor(tx.by.tenant, employer.unitCode)) throw reject('request.not-found');
  const { lines } = declaration;
  const { persons, siNumberOwners } = await loadRecords(tx.db, {
    personalIds: lines.map(personalIdOf),
    siNumbers: siNumbersOf(lines),
  });
  const participantIds = [...persons.values()].map((person) => person.participantId);
  const cards = Map.groupBy(await loadCardsOf(tx.db, participantIds), (card) => card.participantId);
  const open = await listOpenParticipations(tx.db, participantIds);
  const openHere = new Map(open.filter((row) => row.employerId === employerId).map((row) => [row.participantId, row]));

  const law = await getLaw(tx.db);
  const decided = decideDeclaration(lines, (line) => {
    const known = persons.get(personalIdOf(line));
    const siNumber = line.kind === 'start' ? line.person.siNumber : undefined;
    return {
      law,
      zone: employer.wageZone,
      thisMonth: vietNamMonth(tx.now),
      known,
      siNumberOwner: siNumber === undefined ? undefined : siNumberOwners.get(siNumber),
      open: known === undefined ? undefined : openHere.get(known.participantId),
    };
  });
  const decisions = pauseComparison(decided, await comparisonsLeft(tx, decided));
  const scene: Scene = { employerId, open, cards };
  const outcomes: Outcomes = new Map();
  for (const kind of LINE_KINDS)
    for (const [line, outcome] of await carryOut(tx, scene, { kind, decisions })) outcomes.set(line, outcome);
  return record(
    tx,
    employerId,
    decisions.map((decision, index) => resultOf(decision, index, outcomes)),
  );
};

/** A list that the register disagrees with is alone with the count until its commit; one that it agrees with waits for nobody. */
const comparisonsLeft = (tx: Tx, decided: readonly LineDecision[]): Promise<number> =>
  decided.some(disagrees)
    ? lockDisagreementsLeft(tx, DISAGREEMENT_LIMITS)
    : findDisagreementsLeft(tx, DISAGREEMENT_LIMITS);

const siNumbersOf = (lines: SubmitDeclaration['lines']): string[] =>
  lines.flatMap((line) => (line.kind === 'start' && line.person.siNumber !== undefined ? [line.person.siNumber] : []));

const startAll = async (tx: Tx, scene: Scene, starts: readonly Kind<'start'>[]): Promise<Outcomes> => {
  const registrations = starts.map(({ line, known }) => ({ person: line.person, known }));
  const records = await registerPersons(tx, registrations, { assignSiNumbers: true });
  const requests = starts.map(({ line }) => {
    const holder = records.get(line.person.personalId);
    if (holder === undefined) throw new Error('every started worker was registered');
    const cards = scene.cards.get(holder.participantId) ?? [];
    return { holder, initialFacilityCode: line.initialFacilityCode, cards, present: cards.find(isWorkerCard) };
  });
  const issued = await issueCards(tx, requests, { group: 'DN', on: vietNamDate(tx.now) });
  const outcomes: Outcomes = new Map();
  const rows = starts.map((start, index) => {
    const [request, card] = [requests[index], issued[index]];
    if (request === undefined || card === undefined) throw new Error('every started worker has a card');
    const { participantId, siNumber } = request.holder;
    outcomes.set(start, { participantId, siNumber: siNumber ?? undefined, cardNumber: card.cardNumber });
    const { fromMonth, wageVnd } = start.line;
    return {
      participationId: newId(),
      participantId,
      employerId: scene.employerId,
      cardId: card.cardId,
      fromMonth,
      wageVnd,
    };
  });
  await insertParticipations(tx.db, rows);
  for (const { cardId: _card, ...started } of rows)
    tx.append(ParticipationStarted, started, { id: started.participationId, version: 1 });
  return outcomes;
};

const changeAll = async (tx: Tx, scene: Scene, changes: readonly Kind<'changeWage'>[]): Promise<Outcomes> => {
  const moved = changes.map(({ line, known, open }) => ({ line, known, after: moveParticipation(open, line) }));
  await saveParticipations(
    tx.db,
    moved.map(({ after }) => after),
  );
  for (const { line, known, after } of moved) {
    const { fromMonth, wageVnd } = line;
    const { participationId, version } = after;
    const { participantId } = known;
    tx.append(
      ParticipationChanged,
      { participationId, participantId, employerId: scene.employerId, fromMonth, wageVnd },
      { id: participationId, version },
    );
  }
  return new Map(changes.map((change) => [change, { participantId: change.known.participantId }]));
};

const stopAll = async (tx: Tx, scene: Scene, stops: readonly Kind<'stop'>[]): Promise<Outcomes> => {
  const moved = stops.map(({ line, known, open }) => ({ line, known, after: moveParticipation(open, line) }));
  await saveParticipations(
    tx.db,
    moved.map(({ after }) => after),
  );
  for (const { line, known, after } of moved) {
    const { participationId, version } = after;
    tx.append(
      ParticipationEnded,
      { participationId, participantId: known.participantId, employerId: scene.employerId, lastMonth: line.lastMonth },
      { id: participationId, version },
    );
  }
  // The card stays with whoever works for another employer too: its contributions carry it on.
  const stillWork = new Set(
    scene.open.filter((row) => row.employerId !== scene.employerId).map((row) => row.participantId),
  );
  const leavers = stops.flatMap(({ line, known, open }) => {
    const card = scene.cards.get(known.participantId)?.find(({ cardId }) => cardId === open.cardId);
    return card === undefined || stillWork.has(known.participantId) ? [] : [{ card, lastMonth: line.lastMonth }];
  });
  await withdrawCards(tx, leavers);
  return new Map(stops.map((stop) => [stop, { participantId: stop.known.participantId }]));
};

/** How the accepted lines of each kind take effect. */
const CARRY_OUT: {
  readonly [K in AcceptedLine['kind']]: (tx: Tx, scene: Scene, lines: readonly Kind<K>[]) => Promise<Outcomes>;
} = { start: startAll, changeWage: changeAll, stop: stopAll };
/** All lines of one kind take effect before those of the next. */
const LINE_KINDS = orderOf<AcceptedLine['kind']>()(['start', 'changeWage', 'stop']);

const carryOut = <K extends AcceptedLine['kind']>(
  tx: Tx,
  scene: Scene,
  { kind, decisions }: { readonly kind: K; readonly decisions: readonly LineDecision[] },
): Promise<Outcomes> =>
  CARRY_OUT[kind](
    tx,
    scene,
    decisions.filter((line): line is Kind<K> => line.kind === kind),
  );

const resultOf = (decision: LineDecision, index: number, outcomes: Outcomes): DeclarationLineResult => {
  if (decision.kind !== 'rejected') return { index, outcome: 'accepted', ...outcomes.get(decision) };
  const { code, field, params } = decision.refusal;
  const detail = Object.entries(params ?? {}).reduce(
    (text, [name, value]) => `${text}; ${name} ${value}`,
    problemOf(code).title,
  );
  return { index, outcome: 'rejected', code, detail, pointer: `/lines/${index}${field}` };
};

const record = async (tx: Tx, employerId: string, lines: readonly DeclarationLineResult[]): Promise<Declaration> => {
  const accepted = lines.filter((line) => line.outcome === 'accepted').length;
  const declaration = {
    declarationId: newId(),
    employerId,
    accepted,
    rejected: lines.length - accepted,
    lines: [...lines],
  };
  await insertDeclaration(tx.db, { ...declaration, submittedBy: tx.by.subject, submittedAt: tx.now });
  tx.audit({
    action: 'declaration.submit',
    target: `declaration:${declaration.declarationId}`,
    outcome: `employer ${employerId}: ${accepted} accepted, ${declaration.rejected} rejected`,
    after: declaration,
  });
  return told(tx, declaration);
};

/** As the caller may see it; how often the register disagreed is counted, or noted as shown to the agency. */
const told = async (tx: Tx, declaration: Declaration): Promise<Declaration> => {
  const count = declaration.lines.filter(isDisagreement).length;
  await noteDisagreements(tx, { count, target: `declaration:${declaration.declarationId}` });
  return { ...declaration, lines: declaration.lines.map((line) => lineTold(tx.by.tenant, line)) };
};

/** Reads a declaration again. A partner learns nothing new by it; what the agency is shown is noted. */
export const readDeclaration = async (tx: Tx, employerId: string, declarationId: string): Promise<Declaration> => {
  const declaration = await getDeclaration(tx, employerId, declarationId);
  if (isOfTheAgency(tx.by)) return told(tx, declaration);
  return { ...declaration, lines: declaration.lines.map((line) => lineTold(tx.by.tenant, line)) };
};
