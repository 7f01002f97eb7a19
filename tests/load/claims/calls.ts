// What the sender is told, and what it tells.
import type { SigningIdentity } from '@ansinh/sample-data';

export type Hospital = {
  readonly facilityCode: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly username: string;
  readonly password: string;
};

/** The keys of the facilities: who has them signs its files. */
export type Identities = ReadonlyMap<string, SigningIdentity>;

export type World = {
  readonly hospitals: readonly Hospital[];
  /** How many people have a card. */
  readonly people: number;
  readonly identities: Identities;
};

export type Plan = World & {
  readonly gatewayUrl: string;
  readonly rate: number;
  readonly seconds: number;
  /** Number of the first file. */
  readonly from: number;
};

/** A call that was answered, or was not; times in milliseconds of the epoch. */
export type Call = {
  readonly kind: 'claim' | 'look-up';
  readonly isHuge: boolean;
  readonly scheduled: number;
  readonly answered: number;
  readonly status: number;
  readonly isTaken: boolean;
  readonly submissionId?: string | undefined;
  readonly reason?: string;
};

export type Told = { readonly kind: 'ready' } | { readonly kind: 'end' } | Call;

/** When a claim was appraised, and with which answer. */
export type Appraisal = { readonly at: number; readonly outcome: string; readonly rules: readonly string[] };

/** What Kafka told: claims by the submission that brought them, appraisals by claim. */
export type Answers = {
  readonly received: ReadonlyMap<string, string>;
  readonly appraised: ReadonlyMap<string, Appraisal>;
};

export const now = (): number => performance.timeOrigin + performance.now();
