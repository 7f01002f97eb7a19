// A process of its own that sends claims and look-ups at their time, whether earlier ones are answered or not: a slow
// platform gets no rest by it. Tells its parent of each call (calls.ts).
import { setTimeout as pause } from 'node:timers/promises';
import {
  bearer,
  type CallOptions,
  call,
  FILES,
  type Headers,
  nationalForm,
  nationalHeaders,
} from '../platform/door.ts';
import { type Call, type Hospital, type Identities, now, type Plan, type Told } from './calls.ts';
import { fileAt, personAt } from './world.ts';

const LOOK_UPS_PER_SECOND = 40;
const BEGIN_AFTER_MS = 500;
const LOOK_EVERY_MS = 2;
const REASON_LENGTH_MAX = 300;

type Sender = Hospital & { readonly bearer: Headers; readonly national: Headers };
type Read = Pick<Call, 'isTaken' | 'submissionId'>;

/** A call that waits for its time. */
type Due = {
  readonly kind: Call['kind'];
  readonly isHuge: boolean;
  readonly path: string;
  readonly options: CallOptions;
  readonly read: (json: Readonly<Record<string, unknown>>) => Read;
};

const tell = (told: Told, done?: () => void): void => {
  process.send?.(told, undefined, undefined, done);
};

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** One half of the hospitals' software speaks the national protocol, the other half our own. */
const claimCall = (senders: readonly Sender[], index: number, identities: Identities): Due => {
  const { facilityCode, isHuge, xml } = fileAt(index, identities);
  const sender = senders.find((one) => one.facilityCode === facilityCode);
  if (sender === undefined) throw new Error(`nobody sends for ${facilityCode}`);
  const common = { kind: 'claim', isHuge } as const;
  if (index % 2 === 0)
    return {
      ...common,
      path: '/api/qd130/guiHoSoXmlQD3176',
      options: { headers: sender.national, body: nationalForm(sender, xml), agent: FILES },
      read: ({ maKetQua, maGiaoDich }) => ({ isTaken: maKetQua === '200', submissionId: textOf(maGiaoDich) }),
    };
  const headers = { ...sender.bearer, 'content-type': 'application/xml', 'idempotency-key': `load-${index}` };
  return {
    ...common,
    path: '/v1/claims',
    options: { headers, body: xml, agent: FILES },
    read: ({ submissionId }) => ({ isTaken: submissionId !== undefined, submissionId: textOf(submissionId) }),
  };
};

const lookUpCall = (sender: Sender, index: number): Due => {
  const { person, card } = personAt(index);
  const { cardNumber } = card;
  const { fullName, birthDate } = person;
  const body = JSON.stringify({ cardNumber, fullName, birthDate, date: '2026-10-15' });
  const headers = { ...sender.bearer, 'content-type': 'application/json' };
  const read: Due['read'] = ({ resultCode, card: shown }) => ({ isTaken: resultCode === '000' && shown !== undefined });
  return { kind: 'look-up', isHuge: false, path: '/v1/insurance-cards/look-ups', options: { headers, body }, read };
};

const resultOf = async (gatewayUrl: string, { path, options, read }: Due) => {
  try {
    const { status, text } = await call(gatewayUrl, path, options);
    const told = text.startsWith('{') ? read(JSON.parse(text)) : { isTaken: false };
    return { status, ...told, ...(told.isTaken ? {} : { reason: text.slice(0, REASON_LENGTH_MAX) }) };
  } catch (error) {
    return { status: 0, isTaken: false, reason: error instanceof Error ? error.message : String(error) };
  }
};

const one = async (gatewayUrl: string, due: Due, scheduled: number): Promise<void> => {
  const result = await resultOf(gatewayUrl, due);
  tell({ kind: due.kind, isHuge: due.isHuge, scheduled, answered: now(), ...result });
};

type Schedule = { readonly beginning: number; readonly everyMs: number };

/** Looks every few milliseconds what is due: a timer for each call would drift by a millisecond each. */
const send = async (
  gatewayUrl: string,
  calls: (Due | undefined)[],
  { beginning, everyMs }: Schedule,
): Promise<void> => {
  const running: Promise<void>[] = [];
  for (let next = 0; next < calls.length; ) {
    for (; next < calls.length && beginning + next * everyMs <= now(); next += 1) {
      const due = calls[next];
      if (due !== undefined) running.push(one(gatewayUrl, due, beginning + next * everyMs));
      // Its body is not needed any more: ten thousand of them are half a gigabyte.
      calls[next] = undefined;
    }
    await pause(LOOK_EVERY_MS);
  }
  await Promise.all(running);
};

process.once('message', async (plan: Plan) => {
  const { gatewayUrl, hospitals, people, identities, rate, seconds, from } = plan;
  const senders: Sender[] = [];
  for (const hospital of hospitals)
    senders.push({
      ...hospital,
      bearer: await bearer(gatewayUrl, hospital.clientId, hospital.clientSecret),
      national: await nationalHeaders(gatewayUrl, hospital.username, hospital.password),
    });
  const calls = Array.from({ length: Math.round(rate * seconds) }, (_, index) =>
    claimCall(senders, from + index, identities),
  );
  tell({ kind: 'ready' });
  const beginning = now() + BEGIN_AFTER_MS;
  const lookUps = Array.from({ length: LOOK_UPS_PER_SECOND * seconds }, (_, index) => {
    const sender = senders[index % senders.length];
    return sender && lookUpCall(sender, index % people);
  });
  await Promise.all([
    send(gatewayUrl, calls, { beginning, everyMs: 1_000 / rate }),
    send(gatewayUrl, lookUps, { beginning, everyMs: 1_000 / LOOK_UPS_PER_SECOND }),
  ]);
  tell({ kind: 'end' }, () => process.exit(0));
});
