import type { ParsedClaim } from '../../../claim/parsed-claim';
import { knownBirthDate } from '../../../notation/national-time';
import { CARD_RESULTS, cardNumberFault, holderFault } from '../../../registers/coverage/card-check.rules';
import type { CardCoverage } from '../../../registers/coverage/coverage.rules';
import { type AppraisalContext, FORMAT_FROM, type Rule, type RuleFinding } from '../rule';
import { GRACE_DAYS, stayOf, uncoveredDay } from './stay-cover';

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
  return [coverFinding(claim, known) ?? []].flat();
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
