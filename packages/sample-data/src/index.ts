export {
  buildCreditNotification,
  type CreditNotification,
  type PaidCredit,
  type PaymentFaults,
  withPaymentFaults,
} from './banks/credit-files';
export { answerPain001, type BankAnswer, type PayoutOutcome } from './banks/status-reports';
export { type SampleCatalogue, sampleCatalogues } from './catalogues/catalogue-lists';
export type { ClaimTable, Encounter, Row, Totals, Visit } from './claims/claim-model';
export { duplicateOf, type Fault, withFault } from './claims/faults';
export { type ClaimWish, hugeClaim, inpatientClaim, outpatientClaim, type StayWish } from './claims/generate';
export { FACILITY, facilityOf, SAMPLE_FACILITIES } from './facilities';
export { type CardGroup, type CardWish, cardFor, cardGroupOf, type SampleCard } from './people/cards';
export { type DeclarationWish, startDeclaration } from './people/declarations';
export { employerAt } from './people/employers';
export {
  type ImportedPerson,
  type ImportWish,
  importedPersonAt,
  importNdjson,
  importRowOf,
  importRows,
} from './people/import-rows';
export { type PersonWish, personAt, personInputOf, SAMPLE_DATE, type SamplePerson } from './people/people';
export { createRandom, type Random } from './random';
export { type SampleClaim, sampleClaims } from './region/sample-claims';
export {
  createSampleRegion,
  SAMPLE_MONTH,
  type SampleEmployer,
  type SampleHousehold,
  type SamplePensioner,
  type SampleRegion,
} from './region/sample-region';
export { createSigningIdentity, type SigningIdentity, signClaimFile } from './signature/signing';
export { buildCheckIn, buildClaimFile, type ClaimFileWish } from './xml/claim-file';
