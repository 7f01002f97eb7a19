import type { Rejection } from '@ansinh/contracts/catalogue/problems';
import type { Approval } from '@ansinh/contracts/operations/approvals.api';
import type { Principal } from '@ansinh/contracts/wire/permissions';
import type { Logger } from '@ansinh/telemetry';
import type { RequestHashes } from '../bodies/request-hash';
import type { DoorAct } from '../routes/door-acts';
import type { HeldRoute, UntypedInput } from '../routes/route';
import type { TokenVerifier } from './authentication';

export type StoredAnswer = { readonly status: number; readonly contentType: string; readonly body: string };
export type KeyClaim =
  | { outcome: 'new' }
  | { outcome: 'replay'; answer: StoredAnswer }
  /** It was answered, and the answer is no longer kept. */
  | { outcome: 'forgotten'; doneAt: Date }
  | { outcome: 'other-request' };
export type KeyScope = { readonly principal: string; readonly key: string };

export type RequestCause = { readonly by: Principal; readonly requestId: string };

/** How an event names the request that caused it. */
export const requestCauseOf = (requestId: string): string => `request:${requestId}`;

export type AuditPorts<Tx> = {
  /** Writes the act with its effect, unless the command has said it better. */
  readonly act: (tx: Tx, act: DoorAct) => void;
  /** Whether the command of this transaction has said nothing. */
  readonly isSilent: (tx: Tx) => boolean;
  /** Written beside any transaction, in groups: who has read what, and who was refused. */
  readonly note: (by: Principal, act: DoorAct) => void;
};

/** A request as it came, so that it can be done again: what it means is read anew, by the schemas of that time. */
export type KeptRequest = {
  readonly params: Readonly<Record<string, unknown>>;
  readonly query: Readonly<Record<string, unknown>>;
  readonly contentType: string | undefined;
  /** Undefined where the door takes none. */
  readonly body: Buffer | undefined;
  readonly idempotencyKey: string | undefined;
};

export type HeldRequest<Tx> = {
  readonly route: HeldRoute<Tx>;
  readonly input: UntypedInput;
  readonly kept: KeptRequest;
};

export type ApprovalPorts<Tx> = {
  /**
   * Does what is asked and undoes it, then keeps the request until a second person has decided.
   * @throws Rejection approval.person-required, and whatever the command refuses
   */
  readonly hold: (tx: Tx, request: HeldRequest<Tx>) => Promise<Approval>;
};

/** What the server needs of the rest of the service; `@ansinh/platform` provides it. */
export type ServerPorts<Tx> = {
  readonly authenticate: TokenVerifier;
  /** One transaction on behalf of a request; its events are flushed to the outbox before the commit. */
  readonly transact: <Result>(request: RequestCause, work: (tx: Tx) => Promise<Result>) => Promise<Result>;
  /** A view of the database without a transaction, for GET. */
  readonly read: (request: RequestCause) => Tx;
  readonly claimKey: (tx: Tx, scope: KeyScope, hashes: RequestHashes) => Promise<KeyClaim>;
  readonly storeAnswer: (tx: Tx, scope: KeyScope, answer: StoredAnswer) => Promise<void>;
  readonly audit: AuditPorts<Tx>;
  readonly approvals: ApprovalPorts<Tx>;
  /** Ids of things that a request in a transaction is about: its trace is found by them. */
  readonly concern: (tx: Tx, ids: readonly string[]) => void;
  readonly translateError: (error: unknown) => Rejection | undefined;
  readonly now: () => Date;
  readonly logger: Logger;
};
