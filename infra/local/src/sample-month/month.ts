import type { Assessment } from '@ansinh/contracts/collection/api';
import type { Household, HouseholdOrder } from '@ansinh/contracts/enrollment/api';
import type { Settlement } from '@ansinh/contracts/health-insurance/settlements.api';
import type { Benefit, PayoutBatch, StatusReportResult } from '@ansinh/contracts/payment/api';
import {
  createSampleRegion,
  type SampleClaim,
  type SampleRegion,
  sampleClaims,
  signClaimFile,
} from '@ansinh/sample-data';
import type { Administrators } from '../partners/administrators';
import { HospitalSoftware } from './partners/hospital-software';
import { Partner } from './partners/partner';
import type { People, PersonName } from './partners/people';
import { demoClient } from './partners/sign-in';
import { sampleIdentity } from './partners/signing';

type Client = 'hospital' | 'bank' | 'post-office' | 'employer';
type PartnerName = Client | PersonName;

/** What the steps tell each other. A later step reads what an earlier one has put here. */
export type MonthState = {
  /** Participant id by personal id. */
  readonly participants: Map<string, string>;
  /** Employer id by unit code. */
  readonly employers: Map<string, string>;
  administrators?: Administrators;
  household?: Household;
  order?: HouseholdOrder;
  assessment?: Assessment;
  readonly settlements: Settlement[];
  readonly benefits: Benefit[];
  batch?: PayoutBatch;
  report?: StatusReportResult;
  bankPaidVnd: bigint;
  cashPaidVnd: bigint;
};

export type Month = {
  readonly gatewayUrl: string;
  /** The mailbox, where invitations arrive. */
  readonly mailUrl: string;
  /** Of the partners: the platform begins traces of its own and links this one. */
  readonly traceId: string;
  readonly region: SampleRegion;
  readonly claims: readonly SampleClaim[];
  readonly partners: Readonly<Record<PartnerName, Partner>>;
  /** The hospital's software by facility code. */
  readonly hospitals: ReadonlyMap<string, HospitalSoftware>;
  readonly state: MonthState;
};

const SEED = 26;

/** The accounts of the hospitals for the national calls: two administrators register them in the first step. */
export const nationalAccountOf = (facilityCode: string) => ({
  username: `bv-${facilityCode}`,
  password: `mat-khau-${facilityCode}`,
});

const hex = (bytes: number): string => Buffer.from(crypto.getRandomValues(new Uint8Array(bytes))).toString('hex');

export type MonthAddresses = { readonly gatewayUrl: string; readonly mailUrl: string };

/** Prepares the month: the same region for every run, one trace of the partners for all of their calls. */
export const createMonth = ({ gatewayUrl, mailUrl }: MonthAddresses, people: People): Month => {
  const traceId = hex(16);
  const traceparent = `00-${traceId}-${hex(8)}-01`;
  const region = createSampleRegion(SEED);
  const client = (name: Client) =>
    new Partner({ gatewayUrl, traceparent, token: demoClient(gatewayUrl, name, { traceparent }) });
  const person = (name: PersonName) => new Partner({ gatewayUrl, traceparent, token: people[name] });
  return {
    gatewayUrl,
    mailUrl,
    traceId,
    region,
    claims: sampleClaims(region).map((claim) => ({
      ...claim,
      xml: signClaimFile(claim.xml, sampleIdentity(claim.facilityCode)),
    })),
    partners: {
      hospital: client('hospital'),
      bank: client('bank'),
      'post-office': client('post-office'),
      employer: client('employer'),
      officer: person('officer'),
      approver: person('approver'),
      operator: person('operator'),
    },
    hospitals: new Map(
      region.facilities.map(({ facilityCode }) => [
        facilityCode,
        new HospitalSoftware({ gatewayUrl, facilityCode, traceparent, ...nationalAccountOf(facilityCode) }),
      ]),
    ),
    state: {
      participants: new Map(),
      employers: new Map(),
      settlements: [],
      benefits: [],
      bankPaidVnd: 0n,
      cashPaidVnd: 0n,
    },
  };
};

/** What an earlier step must have left; its absence is a fault of the month, not of the platform. */
export const needed = <Value>(value: Value | undefined, name: string): Value => {
  if (value === undefined) throw new Error(`the sample month has no ${name} yet: an earlier step did not run`);
  return value;
};

const DEADLINE_MS = 30_000;
const PAUSE_MS = 150;

/** Waits for what comes by way of Kafka: repeats the question until the answer is not undefined. */
export const until = async <Value>(what: string, ask: () => Promise<Value | undefined>): Promise<Value> => {
  const deadline = performance.now() + DEADLINE_MS;
  for (;;) {
    const value = await ask();
    if (value !== undefined) return value;
    if (performance.now() > deadline) throw new Error(`waited ${DEADLINE_MS / 1000} s in vain until ${what}`);
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
};

/** 1250000n -> `1.250.000 đ` */
export const dong = (amountVnd: bigint): string => `${amountVnd.toString().replace(/\B(?=(\d{3})+$)/g, '.')} đ`;
