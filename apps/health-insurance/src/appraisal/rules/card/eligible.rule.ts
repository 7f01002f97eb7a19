import type { ParsedClaim } from '../../../claim/parsed-claim';
import { knownBirthDate } from '../../../notation/national-time';
import { CARD_RESULTS, cardNumberFault, holderFault } from '../../../registers/coverage/card-check.rules';
import { type CardCoverage, GRACE_DAYS } from '../../../registers/coverage/coverage.rules';
import { type AppraisalContext, FORMAT_FROM, type Rule, type RuleFinding } from '../rule';
import { stayOf, uncoveredDay } from './stay-cover';

const PLACE = { table: 'XML1', row: 1 };

const HOLDER_FIELDS = { '060': 'HO_TEN', '061': 'HO_TEN', '070': 'NGAY_SINH', '080': 'GIOI_TINH' } as const;

// The register's own name or birth date is not told: who does not know it has no right to it.
const holderFinding = (claim: ParsedClaim, coverage: CardCoverage): RuleFinding | undefined => {
  const presented = {
    cardNumber: coverage.cardNumber,
    fullName: claim.fullName,
    birthDate: knownBirthDate(claim.birthDate),
    sex: claim.sex,
  };
  const fault = holderFault(coverage.holder, presented);
  if (fault === undefined) return undefined;
  const [message, messageVi] = CARD_RESULTS[fault];
  return { ...PLACE, field: HOLDER_FIELDS[fault], expected: 'as the card says', message, messageVi };
};

const unknownFinding = (cardNumber: string): RuleFinding => {
  const [message, messageVi] = CARD_RESULTS['050'];
  return { ...PLACE, field: 'MA_THE_BHYT', found: cardNumber, expected: 'a card of the register', message, messageVi };
};

const coverFinding = (claim: ParsedClaim, coverages: readonly CardCoverage[]): RuleFinding | undefined => {
  const stay = stayOf(claim);
  const withdrawn = coverages.some(({ withdrawnFrom }) => withdrawnFrom !== null && withdrawnFrom <= stay.leftOn);
  const periods = coverages.flatMap((coverage) => coverage.periods);
  // A withdrawal is no expiry: it gives no days to finish a stay.
  const day = uncoveredDay(periods, stay, withdrawn ? 0 : GRACE_DAYS);
  if (day === undefined) return undefined;
  const [message, messageVi] = CARD_RESULTS[withdrawn ? '110' : '010'];
  return {
    ...PLACE,
    field: 'MA_THE_BHYT',
    found: claim.cardNumbers.join(';'),
    expected: `insured on ${day}`,
    message: `${message} (${day})`,
    messageVi: `${messageVi} (${day})`,
  };
};

/** Cards of one claim are of one person, whatever the names on them. */
const personsFinding = (coverages: readonly CardCoverage[]): RuleFinding | undefined => {
  const [first, ...others] = coverages;
  const strange = others.find(({ participantId }) => participantId !== first?.participantId);
  if (strange === undefined) return undefined;
  return {
    ...PLACE,
    field: 'MA_THE_BHYT',
    found: strange.cardNumber,
    expected: 'cards of one person',
    message: 'The cards of the claim belong to different persons',
    messageVi: 'Các mã thẻ trong hồ sơ không cùng một người',
  };
};

/** Twelve digits are the personal id; older papers have other numbers, which the register does not know. */
const PERSONAL_ID = /^\d{12}$/;

/** Name, birth date and sex agree: the number may be mistyped, or of somebody else with the same name. */
const identityFinding = (claim: ParsedClaim, coverages: readonly CardCoverage[]): RuleFinding | undefined => {
  const { identityNumber } = claim;
  const known = coverages.find(({ holder }) => holder.personalId !== null)?.holder.personalId;
  if (!PERSONAL_ID.test(identityNumber) || known === undefined || known === identityNumber) return undefined;
  return {
    ...PLACE,
    severity: 'ask',
    field: 'SO_CCCD',
    found: identityNumber,
    expected: 'the personal id of the holder of the card',
    message: 'The register has another personal id for the holder of this card',
    messageVi: 'Số định danh cá nhân không khớp với chủ thẻ BHYT',
  };
};

const check = (claim: ParsedClaim, { coverages }: AppraisalContext): RuleFinding[] => {
  const known = claim.cardNumbers.flatMap((cardNumber) => coverages.get(cardNumber) ?? []);
  const unknown = claim.cardNumbers.filter(
    (cardNumber) => !coverages.has(cardNumber) && cardNumberFault(cardNumber) === undefined,
  );
  const findings = [
    ...unknown.map(unknownFinding),
    ...known.flatMap((coverage) => holderFinding(claim, coverage) ?? []),
  ];
  if (known.length === 0 || findings.length > 0) return findings;
  return [personsFinding(known) ?? [], coverFinding(claim, known) ?? [], identityFinding(claim, known) ?? []].flat();
};

/** Every card is known, belongs to this person, and the register has the stay insured. */
export const ELIGIBLE: Rule = {
  code: 'ELIGIBLE',
  nationalCodes: [],
  source: 'Law on Health Insurance (Law 51/2024) Art 16; result codes of the national card look-up',
  severity: 'return',
  from: FORMAT_FROM,
  to: null,
  check,
};
