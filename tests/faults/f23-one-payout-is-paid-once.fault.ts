import { ParticipantRegistered } from '@ansinh/contracts/enrollment/events';
import { localDate } from '@ansinh/contracts/vocabulary/calendar';
import { newId } from '@ansinh/database';
import { personAt } from '@ansinh/sample-data';
import { eventually, type Finding, signedIn } from '@ansinh/testkit';
import type { Arena } from './arena/arena';
import { type Caller, type Request, send } from './arena/client';
import { publish } from './arena/events';
import { fault } from './arena/fault';
import type { Load } from './arena/load';

const AGENCY = { kind: 'agency', code: '66' } as const;
const OFFICER: Caller = {
  tenant: AGENCY,
  subject: 'officer-an',
  permissions: ['benefit:propose', 'payout:batch', 'participant:read'],
  claims: signedIn('an'),
};
const APPROVER: Caller = {
  tenant: AGENCY,
  subject: 'approver-chi',
  permissions: ['benefit:decide'],
  claims: signedIn('chi'),
};
const POST: Caller = {
  tenant: { kind: 'post-office', code: '630000' },
  permissions: ['payout:pay-cash', 'payout:read'],
};

type Ask = (
  caller: Caller,
  request: Omit<Request, 'token'>,
) => Promise<{ status: number; body: Record<string, unknown> }>;

/** A pension that is approved: who proposes it twice, under whatever key, is told of the first. */
const approvePension = async (arena: Arena, ask: Ask, seed: number) => {
  const sample = personAt(seed, 9_000_000, { birthDate: localDate('1969-05-10'), sex: 'female' });
  const participantId = newId();
  const { personalId, fullName, birthDate, sex } = sample;
  const data = { participantId, personalId, fullName, birthDate, sex, email: null };
  await publish(arena, ParticipantRegistered, [{ subject: participantId, data }]);
  const claim = {
    kind: 'pension',
    participantId,
    destination: { channel: 'post-office', postOfficeCode: '630000' },
    claim: {
      birthDate,
      sex,
      fromMonth: '2026-10',
      record: [{ fromMonth: '2006-06', toMonth: '2026-05', monthlyWageVnd: '6000000' }],
    },
  };
  const propose = (key: string) => ask(OFFICER, { path: '/v1/benefit-claims', key, body: claim });
  const { body } = await eventually(async () => {
    const reply = await propose(newId());
    expect(reply.status).toBe(201);
    return reply;
  });
  expect(await propose(newId())).toMatchObject({ status: 409, body: { code: 'benefit.already-claimed' } });
  const path = `/v1/benefit-claims/${String(body.benefitId)}/decisions`;
  const decision = { decision: 'approve', digest: body.digest, reason: 'papers complete' };
  expect(await ask(APPROVER, { path, key: newId(), body: decision })).toMatchObject({ status: 200 });
  return { participantId, personalId };
};

const askerOf = (arena: Arena, load: Load): Ask => {
  let turn = 0;
  return async (caller, request) => {
    const replicas = arena.replicas('payment');
    turn += 1;
    const url = replicas[turn % replicas.length]?.url ?? '';
    const reply = await send(url, { ...request, token: await load.tokenOf(caller) });
    if (reply.kind !== 'answer') throw new Error(`${request.path} was not answered`);
    return reply;
  };
};

export const f23 = fault({
  id: 'F23',
  promises: ['P3', 'P4', 'P6'],
  title: 'the same money under other keys, at once: one claim, one payout, one payment; the others are told so by 409',
  play: async ({ arena, load, random }) => {
    await arena.keep({ payment: 2 });
    const ask = askerOf(arena, load);
    const { participantId, personalId } = await approvePension(arena, ask, random.int(1, 1_000_000));
    const month = '2026-10';
    const runs = await Promise.all(
      Array.from({ length: 8 }, () => ask(OFFICER, { path: '/v1/payout-runs', key: newId(), body: { month } })),
    );
    expect(runs.map(({ status }) => status)).toEqual(Array(8).fill(runs[0]?.status));
    expect(runs.reduce((sum, { body }) => sum + Number(body.payouts), 0)).toBe(1);

    const { body } = await ask(OFFICER, { path: `/v1/participants/${participantId}/payouts` });
    const [payout] = body.items as { payoutId: string; amountVnd: string }[];
    const cash = {
      amountVnd: payout?.amountVnd,
      receiverPersonalId: personalId,
      paidAt: new Date().toISOString(),
      clerk: 'quay 3',
    };
    const path = `/v1/payouts/${payout?.payoutId}/cash-payments`;
    const payments = await Promise.all(Array.from({ length: 20 }, () => ask(POST, { path, key: newId(), body: cash })));
    const paid = payments.filter(({ status }) => status === 200);
    expect(payments.filter(({ status }) => status !== 200).map((reply) => [reply.status, reply.body.code])).toEqual(
      Array(19).fill([409, 'payout.already-paid']),
    );
    const [sums] = await arena.query<{ payments: number; entries: number }>(
      'payment',
      `SELECT (SELECT count(*) FROM cash_payments WHERE payout_id = $1)::int AS payments,
              (SELECT count(*) FROM ledger_entries WHERE cause_kind = 'payout-paid' AND cause_id LIKE $1::text || ':%')::int AS entries`,
      [payout?.payoutId],
    );
    const findings: Finding[] =
      paid.length === 1 && sums?.payments === 1 && sums.entries === 1
        ? []
        : [
            {
              rule: 'doubled',
              subject: String(payout?.payoutId),
              detail: JSON.stringify({ ...sums, answers: paid.length }),
            },
          ];
    await arena.settle();
    return { runs: 3, operations: 30, findings };
  },
});
