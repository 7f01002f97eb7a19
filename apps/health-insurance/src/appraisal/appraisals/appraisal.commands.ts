import { setImmediate as turnOfOthers } from 'node:timers/promises';
import { ClaimAppraised } from '@ansinh/contracts/health-insurance/events';
import { vietNamDate } from '@ansinh/contracts/vocabulary/calendar';
import { hundredthsText } from '@ansinh/contracts/vocabulary/money';
import { getLaw } from '@ansinh/law/kept';
import { appraised, awaitsAppraisal, toldQuestions } from '../../claim/claim.rules';
import { type AnsweredClaim, saveAppraisals } from '../../claim/claim-move.store';
import { findClosedPeriods } from '../../claim/periods/closed-period.views';
import { findLookalikes, findOrdersBefore } from '../../claim/stays/stay.store';
import { loadClaims, lockPersons, type StoredClaim } from '../../claim/stored-claim.store';
import { findSignatures } from '../../intake/reader/document.views';
import type { FileSignature } from '../../intake/signatures/file-signature';
import type { Tx } from '../../kit';
import { NO_CATALOGUES } from '../../registers/catalogues/catalogue.rules';
import { findCatalogues } from '../../registers/catalogues/catalogue.views';
import type { CardCoverage } from '../../registers/coverage/coverage.rules';
import { findCoverages } from '../../registers/coverage/coverage.views';
import { replaceCoPayments } from '../co-payments/co-payment.store';
import { type Appraisal, appraise } from '../judgement/appraisal.rules';
import { partsOf, type ReceivedClaim } from '../judgement/parts.rules';
import { wantedOf } from '../rules/catalogue/approved';
import { presencesOf } from '../rules/catalogue/presence';
import type { AppraisalContext, Presence } from '../rules/rule';
import { listSettings } from '../settings/setting.store';
import { type Background, type ClaimOfPerson, findBackgrounds } from './background.views';
import { findElsewhere, notePresences } from './practitioner.store';

/** Claims of different persons, in the order in which they came: of each person the next one. */
const roundsOf = (claims: readonly StoredClaim[]): readonly (readonly StoredClaim[])[] => {
  const rounds: StoredClaim[][] = [];
  for (const ofPerson of Map.groupBy(claims, ({ person }) => person).values())
    ofPerson.forEach((claim, index) => {
      rounds[index] = [...(rounds[index] ?? []), claim];
    });
  return rounds;
};

/** What is the same for all claims of a transaction. */
type Office = Pick<AppraisalContext, 'settings' | 'closedQuarters' | 'today' | 'law'> & {
  readonly signatures: ReadonlyMap<string, FileSignature>;
};

const coveragesOf = ({ claim }: StoredClaim, found: ReadonlyMap<string, CardCoverage>): Map<string, CardCoverage> =>
  new Map(
    claim.cardNumbers.flatMap((cardNumber) => {
      const coverage = found.get(cardNumber);
      return coverage === undefined ? [] : [[cardNumber, coverage]];
    }),
  );

type Judged = ClaimOfPerson & { readonly appraisal: Appraisal; readonly presences: readonly Presence[] };

const judge = async (
  tx: Tx,
  { stored, participantId }: ClaimOfPerson,
  known: Office & Pick<AppraisalContext, 'coverages' | 'lookalikes'> & { readonly background: Background },
): Promise<Judged> => {
  const { claim, facilityCode } = stored;
  const { background, signatures, ...office } = known;
  const { lists, ...rest } = background;
  // Only who has told of the staff is asked where it was.
  const presences = lists.some(({ kind }) => kind === 'staff') ? presencesOf(claim) : [];
  const appraisal = appraise(claim, {
    ...office,
    ...rest,
    signature: signatures.get(stored.documentId),
    ordersBefore: await findOrdersBefore(tx, stored, background.otherVisits),
    catalogues: lists.length === 0 ? NO_CATALOGUES : await findCatalogues(tx.db, lists, wantedOf(claim)),
    elsewhere: await findElsewhere(tx, facilityCode, presences),
  });
  return { stored, participantId, appraisal, presences };
};

/** Between some claims, so that who looks up a card need not wait for all of them. */
const JUDGED_IN_A_TURN = 8;

/** Judges claims of different persons, one after the other. */
const judgeRound = async (tx: Tx, claims: readonly StoredClaim[], office: Office): Promise<readonly Judged[]> => {
  const cards = await findCoverages(
    tx.db,
    claims.flatMap(({ claim }) => claim.cardNumbers),
  );
  const found = new Map(cards.map((coverage) => [coverage.cardNumber, coverage]));
  const persons = claims.map((stored) => {
    const coverages = coveragesOf(stored, found);
    const [first] = coverages.values();
    return { stored, coverages, participantId: first?.participantId ?? null };
  });
  const lookalikes = await findLookalikes(tx, persons);
  const backgrounds = await findBackgrounds(tx, persons);
  const round: Judged[] = [];
  for (const { coverages, ...person } of persons) {
    const { claimId, facilityCode } = person.stored;
    const background = backgrounds.get(claimId);
    if (background === undefined) throw new Error('a claim that was loaded has a background');
    const context = { ...office, coverages, lookalikes: lookalikes.get(claimId) ?? [], background };
    const judged = await judge(tx, person, context);
    if (judged.appraisal.outcome === 'accepted') await notePresences(tx, facilityCode, judged.presences);
    round.push(judged);
    if (round.length % JUDGED_IN_A_TURN === 0) await turnOfOthers();
  }
  return round;
};

const answeredOf = ({ stored, participantId, appraisal }: Judged): AnsweredClaim => ({
  claim: appraised(stored, appraisal),
  participantId,
  findings: appraisal.findings,
  lines: appraisal.changed,
});

/** Claims of different persons: nothing that one of them decides concerns another. */
const appraiseRound = async (tx: Tx, claims: readonly StoredClaim[], office: Office) => {
  const round = await judgeRound(tx, claims, office);
  await replaceCoPayments(
    tx,
    round.map(({ stored, participantId, appraisal }) => ({
      claimId: stored.claimId,
      participantId,
      isNew: stored.version === 1,
      coPayments: appraisal.coPayments,
    })),
  );
  const answered = round.map((judged) => ({ ...answeredOf(judged), stored: judged.stored }));
  await saveAppraisals(tx, answered);
  return answered;
};

/** What the agency has set for all claims, and what is known of the files that these came in. */
const loadOffice = async ({ db, now }: Tx, claims: readonly StoredClaim[]): Promise<Office> => ({
  settings: await listSettings(db),
  law: await getLaw(db),
  closedQuarters: await findClosedPeriods(db),
  today: vietNamDate(now),
  signatures: await findSignatures(
    { db },
    claims.map(({ documentId }) => documentId),
  ),
});

const appraisePart = async (tx: Tx, received: readonly ReceivedClaim[]): Promise<void> => {
  const causes = new Map(received.map(({ claimId, receivedBy }) => [claimId, receivedBy]));
  const loaded = await loadClaims(tx, [...causes.keys()]);
  if (loaded.length < causes.size) throw new Error('a received claim is not there: its event was ours');
  const waiting = loaded.filter(awaitsAppraisal);
  if (waiting.length === 0) return;
  // After the claims are locked: a quarter that is closed from now on waits for them.
  const office = await loadOffice(tx, waiting);
  for (const round of roundsOf(waiting))
    for (const { claim, stored, participantId, findings } of await appraiseRound(tx, round, office)) {
      const { claimId, aggregateVersion, status, fundPays } = claim;
      const answer = {
        claimId,
        facilityCode: stored.facilityCode,
        participantId,
        month: stored.claim.settlementMonth,
        outcome: status,
        fundPays: hundredthsText(fundPays),
        ruleCodes: [...new Set(findings.map(({ rule }) => rule))],
        ...toldQuestions(claim),
      };
      tx.append(ClaimAppraised, answer, { id: claimId, version: aggregateVersion }, causes.get(claimId));
    }
};

/** Runs the rules on claims that were received; those that have their answer already keep it. */
export const appraiseClaims = async (tx: Tx, received: readonly ReceivedClaim[]): Promise<void> => {
  const parts = partsOf(received);
  // All of them at once, as every part would lock its own: nobody waits in a circle.
  if (parts.length > 1)
    await lockPersons(
      tx,
      received.map(({ claimId }) => claimId),
    );
  for (const part of parts) await appraisePart(tx, part);
};
