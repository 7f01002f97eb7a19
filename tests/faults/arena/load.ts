import type { ServiceName } from '@ansinh/contracts/vocabulary/services';
import { createRandom, employerAt, personAt, personInputOf, type Random } from '@ansinh/sample-data';
import { OperationLog, signedIn } from '@ansinh/testkit';
import type { Arena, Replica } from './arena';
import { type Caller, type Reply, type Request, send } from './client';

export type OperationKind = 'employer' | 'zone' | 'household' | 'order' | 'credit' | 'premium-credit';

export type Operation = Omit<Request, 'token'> & {
  readonly id: string;
  readonly kind: OperationKind;
  readonly app: ServiceName;
  readonly caller: Caller;
  readonly amountVnd?: bigint;
};

const OFFICER: Caller = {
  tenant: { kind: 'agency', code: '66' },
  permissions: ['employer:register', 'ledger:read', 'credit:read', 'wage-zone:set'],
  claims: signedIn('officer'),
};
/** Approves what the officer asks and is held. */
const APPROVER: Caller = {
  tenant: { kind: 'agency', code: '66' },
  subject: 'approver',
  permissions: ['approval:decide'],
  claims: signedIn('approver'),
};
/** Enrols households, and orders for them, by itself. */
const POST_OFFICE: Caller = { tenant: { kind: 'post-office', code: '630000' }, permissions: ['household:enrol'] };
export const BANK: Caller = { tenant: { kind: 'bank', code: '970415' }, permissions: ['credit:report'] };
const COMMUNES = Array.from({ length: 24 }, (_, index) => String(24_100 + index));
const ZONES = ['I', 'II', 'III', 'IV'] as const;

/** An operation that nobody answers for so long stays unknown; no fault lasts this long. */
const PATIENCE_MS = 90_000;
const RETRY_MS = 50;
/** No service takes a token that lives longer than half an hour; a run of many faults does. */
const TOKEN_SECONDS = 1_700;
const RENEWED_MS = 1_200_000;

export type LoadOptions = {
  /** Requests in flight at once. */
  readonly workers?: number;
  /** Each worker pauses so long after an operation, so that the machine has time for what is measured. */
  readonly pauseMs?: number;
  readonly kinds?: readonly OperationKind[];
};

type PerformOptions = {
  readonly first?: Replica;
  /** Called when `first` left the outcome unknown, before the operation is repeated. */
  readonly afterFirst?: () => Promise<void>;
};

/** The second person approves what was shown. */
const approvalOf = ({ id, kind, app }: Operation, { id: approvalId, digest }: Record<string, unknown>): Operation => ({
  id: `${id}-approval`,
  kind,
  app,
  caller: APPROVER,
  path: `/v1/approvals/${app}/${String(approvalId)}/decisions`,
  key: `${id}-approval`,
  body: { decision: 'approve', digest },
});

type Sent = { readonly kind: OperationKind; readonly endedAt: number; readonly milliseconds: number };

/** Mixed commands as clients send them: own ids, logged before sending, repeated with the same key while unknown. */
export class Load {
  readonly log = new OperationLog();
  readonly amounts = new Map<string, bigint>();
  readonly sent: Sent[] = [];
  /** Answers that no client should ever get, and refusals that nothing explains. */
  readonly wrong: string[] = [];
  /** Requests that ended without an answer; answers 503. */
  readonly unknown: string[] = [];
  unavailable = 0;
  readonly #arena: Arena;
  readonly #seed: number;
  readonly #random: Random;
  readonly #tokens = new Map<string, Promise<string>>();
  readonly #open: { householdId: string; participantId: string }[] = [];
  readonly #unpaid: string[] = [];
  #count = 0;
  #turn = 0;

  constructor(arena: Arena, seed: number) {
    this.#arena = arena;
    this.#seed = seed;
    this.#random = createRandom(seed);
  }

  /** Starts the load; `stop` waits for what is in flight and resolves with the number of operations. */
  start({ workers = 3, pauseMs = 60, kinds }: LoadOptions = {}): { readonly stop: () => Promise<number> } {
    const before = this.#count;
    let going = true;
    const work = async (): Promise<void> => {
      while (going) {
        await this.perform(this.#draw(kinds));
        await new Promise((resolve) => setTimeout(resolve, pauseMs));
      }
    };
    const running = Promise.all(Array.from({ length: workers }, work));
    return {
      stop: async () => {
        going = false;
        await running;
        return this.#count - before;
      },
    };
  }

  /** So many operations, one after the other. */
  async run(count: number, kinds?: readonly OperationKind[]): Promise<void> {
    for (let done = 0; done < count; done += 1) await this.perform(this.#draw(kinds));
  }

  get operations(): number {
    return this.#count;
  }

  tokenOf(caller: Caller): Promise<string> {
    const name = `${Math.floor(Date.now() / RENEWED_MS)} ${JSON.stringify(caller)}`;
    const token =
      this.#tokens.get(name) ?? this.#arena.servers.issuer.tokenFor({ ...caller, expiresInS: TOKEN_SECONDS });
    this.#tokens.set(name, token);
    return token;
  }

  /** A new order that nobody has paid anything for; its reference. */
  async orderedReference(): Promise<string> {
    await this.run(1, ['household']);
    await this.run(1, ['order']);
    const reference = this.#unpaid.pop();
    if (reference === undefined) throw new Error('the order was not acknowledged');
    return reference;
  }

  /** A transfer of so much for an order. */
  creditFor(reference: string, amountVnd: bigint): Operation {
    const operation = this.next('credit');
    return {
      ...operation,
      amountVnd,
      body: { ...(operation.body as object), content: reference, amountVnd: String(amountVnd) },
    };
  }

  /** The next operation of this kind, for `perform`. */
  next(kind: OperationKind): Operation {
    return this.#draw([kind]);
  }

  /** Sends until the outcome is known: to `first` first, then to whoever lives. */
  async perform(operation: Operation, { first, afterFirst }: PerformOptions = {}): Promise<Reply> {
    const { id, kind, app, caller, amountVnd } = operation;
    this.log.begin(id, kind);
    if (amountVnd !== undefined) this.amounts.set(id, amountVnd);
    const token = await this.tokenOf(caller);
    const deadline = performance.now() + PATIENCE_MS;
    let reply: Reply = { kind: 'refused' };
    for (let tries = 0; performance.now() < deadline; tries += 1) {
      const replicas = this.#arena.replicas(app);
      this.#turn += 1;
      const replica = tries === 0 && first !== undefined ? first : replicas[this.#turn % Math.max(1, replicas.length)];
      const started = performance.now();
      reply = replica === undefined ? { kind: 'refused' } : await send(replica.url, { ...operation, token });
      const outcome = this.#judge(operation, reply);
      if (outcome !== 'info') {
        this.log.end(id, outcome);
        this.sent.push({ kind, endedAt: Date.now(), milliseconds: performance.now() - started });
        if (outcome !== 'ok' || reply.kind !== 'answer') return reply;
        this.#remember(kind, reply.body);
        return reply.status === 202 ? this.perform(approvalOf(operation, reply.body)) : reply;
      }
      if (tries === 0) await afterFirst?.();
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
    }
    return reply;
  }

  #judge({ id, kind }: Operation, reply: Reply): 'ok' | 'fail' | 'info' {
    if (reply.kind === 'refused') return 'info';
    if (reply.kind === 'unknown') {
      this.unknown.push(`${kind} ${id}: ${reply.why}`);
      return 'info';
    }
    const { status, body } = reply;
    if (status < 300) return 'ok';
    // Of two who changed the same thing at the same moment the second one has seen another thing.
    if (body.code === 'approval.changed') return 'fail';
    if (status === 503 || status === 429 || body.code === 'idempotency.in-flight') {
      this.unavailable += 1;
      return 'info';
    }
    this.wrong.push(`${kind} ${id}: ${status} ${String(body.code)}`);
    return status >= 500 ? 'info' : 'fail';
  }

  #remember(kind: OperationKind, body: Record<string, unknown>): void {
    if (kind === 'household') {
      const [member] = body.members as { participantId: string }[];
      if (member !== undefined)
        this.#open.push({ householdId: String(body.householdId), participantId: member.participantId });
    }
    if (kind === 'order') this.#unpaid.push(String(body.reference));
  }

  #draw(
    kinds: readonly OperationKind[] = ['employer', 'zone', 'household', 'order', 'credit', 'premium-credit'],
  ): Operation {
    const weights = { employer: 30, zone: 15, household: 10, order: 10, credit: 25, 'premium-credit': 10 } as const;
    const kind = this.#random.weighted(kinds.map((each) => [each, weights[each]] as const));
    this.#count += 1;
    return this.operationOf(kind, this.#count);
  }

  /** Operation number `serial` of this seed. An order without a household becomes a household, and so on. */
  operationOf(kind: OperationKind, serial: number): Operation {
    const random = this.#random;
    const id = `${kind}-${this.#seed}-${serial}`;
    const key = id;
    if (kind === 'employer') {
      const body = { ...employerAt(this.#seed, serial), communeCode: random.pick(COMMUNES) };
      return { id: body.unitCode, kind, app: 'enrollment', caller: OFFICER, path: '/v1/employers', key, body };
    }
    if (kind === 'zone') {
      const body = { zone: random.pick(ZONES), validFrom: '2026-01-01', source: `entry ${id}` };
      const path = `/v1/wage-zones/${random.pick(COMMUNES)}`;
      return { id, kind, app: 'enrollment', caller: OFFICER, method: 'PUT', path, body };
    }
    if (kind === 'order') {
      const household = this.#open.shift();
      if (household === undefined) return this.operationOf('household', serial);
      const path = `/v1/households/${household.householdId}/health-insurance-orders`;
      const body = {
        participantIds: [household.participantId],
        months: random.pick([3, 6, 12]),
        initialFacilityCode: '66001',
      };
      return { id: household.householdId, kind, app: 'enrollment', caller: POST_OFFICE, path, key, body };
    }
    if (kind === 'household') {
      const person = personInputOf(personAt(this.#seed, serial, { age: [20, 60] }));
      const { siNumber: _given, ...member } = person;
      const body = { communeCode: '24133', address: id, members: [member] };
      return { id, kind, app: 'enrollment', caller: POST_OFFICE, path: '/v1/households', key, body };
    }
    const content = kind === 'credit' ? 'chuyen tien' : this.#unpaid.shift();
    if (content === undefined) return this.operationOf('credit', serial);
    const amountVnd = BigInt(random.int(10_000, 9_000_000));
    const credit = { bankReference: id, bookedOn: '2026-11-05', content, creditedAccount: '1066000000001' };
    const body = { ...credit, amountVnd: String(amountVnd) };
    return { id, kind, app: 'collection', caller: BANK, path: '/v1/bank-credits', key, body, amountVnd };
  }
}

/** The value below which `share` of the numbers are. */
export const quantile = (numbers: readonly number[], share: number): number => {
  const sorted = [...numbers].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
};
