import { ParticipantRegistered } from '@ansinh/contracts/enrollment/events';
import { CASH_PENSION, PENSION, PENSIONER } from '@ansinh/contracts/examples/story';
import { Benefit, Payout, PayoutBatch, type PayoutDestination } from '@ansinh/contracts/payment/api';
import { newId } from '@ansinh/database';
import { routesOfService } from '@ansinh/platform';
import { type Room, startRoom, type TokenBook } from '@ansinh/testkit';
import { z } from 'zod';
import { service } from '../../../apps/payment/src/service';
import { CODES, whoIs } from '../actors';
import { doorsOf } from '../doors';
import type { Words } from '../retelling';
import { agencyThing, thingOf, told, type World } from '../world';
import { approvalsOf } from './approvals';
import { operationsOf } from './operations';

const MONTH = '2026-10';
const DAY = '2026-10-06';
/** Neither the officer nor the approver of the requests: two persons decide. */
const COLLEAGUE = { role: 'officer', tenantCode: '66', subject: 'colleague' } as const;

type Person = { readonly participantId: string; readonly personalId: string; readonly fullName: string };
type Paid = Person & { readonly payout: Payout };

let persons = 0;

const newPensioner = async (room: Room<unknown>): Promise<Person> => {
  persons += 1;
  const person = {
    participantId: newId(),
    personalId: `066169${String(persons).padStart(6, '0')}`,
    // An account is its owner's, by the name of the example.
    fullName: PENSIONER.fullName,
  };
  const rest = { birthDate: PENSIONER.birthDate, sex: PENSIONER.sex, email: null };
  await room.deliver(ParticipantRegistered, { ...person, ...rest }, { id: person.participantId });
  return person;
};

const toAccount = (person: Person): PayoutDestination => ({
  channel: 'bank',
  account: { bankBin: '970436', accountNumber: `00${person.personalId}`, accountName: person.fullName.toUpperCase() },
});
const inCash = (owner: 'post-office-a' | 'post-office-b'): PayoutDestination => ({
  channel: 'post-office',
  postOfficeCode: CODES[owner],
});

const proposalOf = ({ participantId }: Person, destination: PayoutDestination) => ({
  kind: 'pension',
  participantId,
  destination,
  claim: {
    birthDate: PENSIONER.birthDate,
    sex: PENSIONER.sex,
    fromMonth: MONTH,
    record: [{ fromMonth: '2006-06', toMonth: '2026-05', monthlyWageVnd: '6000000' }],
  },
});

const decide = async (room: Room<unknown>, benefitId: string): Promise<Benefit> => {
  const approver = room.as(whoIs('approver'));
  const { digest } = told(await approver.get(`/v1/benefit-claims/${benefitId}`), Benefit);
  const decision = { decision: 'approve', digest, reason: 'papers complete' };
  return told(await approver.post(`/v1/benefit-claims/${benefitId}/decisions`, decision), Benefit);
};

const propose = async (room: Room<unknown>, person: Person, destination = toAccount(person)): Promise<Benefit> => {
  const proposed = await room.as(COLLEAGUE).post('/v1/benefit-claims', proposalOf(person, destination));
  return told(proposed, Benefit);
};

/** A pensioner with the payout of the month. */
const pay = async (room: Room<unknown>, destination?: PayoutDestination): Promise<Paid> => {
  const person = await newPensioner(room);
  await decide(room, (await propose(room, person, destination)).benefitId);
  told(await room.as(COLLEAGUE).post('/v1/payout-runs', { month: MONTH }), z.unknown());
  const payouts = await room.as(whoIs('approver')).get(`/v1/participants/${person.participantId}/payouts`);
  const [payout] = told(payouts, z.array(Payout));
  if (payout === undefined) throw new Error('an approved pension is paid every month');
  return { ...person, payout };
};

const build = async (room: Room<unknown>, bankBin: string): Promise<PayoutBatch> =>
  told(await room.as(COLLEAGUE).post('/v1/payout-batches', { bankBin, executionDate: DAY }), PayoutBatch);

/** A payout and the batch by which its bank has been asked to pay it. */
const sent = async (room: Room<unknown>, bank: 'bank-a' | 'bank-b') => {
  const { payout } = await pay(room);
  const built = await build(room, CODES[bank]);
  const { batchId, digest } = built;
  const approved = await room.as(whoIs('approver')).post(`/v1/payout-batches/${batchId}/approvals`, { digest });
  return { payoutId: payout.payoutId, batch: told(approved, PayoutBatch) };
};

/** The report of the example, as it answers this batch. */
const reportOf = ({ payoutId, batch }: Awaited<ReturnType<typeof sent>>): Words => ({
  [PENSION.messageId]: batch.messageId,
  [PENSION.payoutId.replaceAll('-', '')]: payoutId.replaceAll('-', ''),
});

const toOffice = (postOfficeCode: string) => ({
  destination: { channel: 'post-office', postOfficeCode },
  reason: 'moved',
});

const returnsOf = (paid: Paid) => ({ payoutIds: [paid.payout.payoutId], reason: 'not-collected' });

const cashOf = async (room: Room<unknown>, owner: 'post-office-a' | 'post-office-b') => ({
  listed: await pay(room, inCash(owner)),
  collected: await pay(room, inCash(owner)),
  left: await pay(room, inCash(owner)),
});

export const startPayment = async (book: TokenBook): Promise<World> => {
  const room = await startRoom(service, book);
  const [bankA, bankB] = [await sent(room, 'bank-a'), await sent(room, 'bank-b')];
  const [postA, postB] = [await cashOf(room, 'post-office-a'), await cashOf(room, 'post-office-b')];
  const returned = await pay(room, inCash('post-office-a'));
  const clerk = room.as(whoIs('post-office-a'));
  told(await clerk.post(`/v1/post-offices/${CODES['post-office-a']}/returns`, returnsOf(returned)), z.unknown());
  const redirected = await pay(room, inCash('post-office-a'));
  told(await clerk.post(`/v1/post-offices/${CODES['post-office-a']}/returns`, returnsOf(redirected)), z.unknown());
  const redirections = `/v1/payouts/${redirected.payout.payoutId}/redirections`;
  await pay(room);
  const built = await build(room, CODES['bank-a']);
  await pay(room);
  const undecided = await propose(room, await newPensioner(room));
  const [third, fourth] = [await newPensioner(room), await newPensioner(room)];
  const idsOf = (which: keyof typeof postA) =>
    thingOf('post-office', postA[which].payout.payoutId, postB[which].payout.payoutId);
  return {
    room,
    doors: doorsOf(routesOfService(service)),
    databases: [room.databaseUrl],
    things: {
      batchId: thingOf('bank', bankA.batch.batchId, bankB.batch.batchId),
      payoutId: { ...thingOf('bank', bankA.payoutId, bankB.payoutId), ...idsOf('listed') },
      code: thingOf('post-office', CODES['post-office-a'], CODES['post-office-b'], '699999'),
      benefitId: agencyThing(undecided.benefitId),
    },
    marks: {
      'post-office-a': [`"postOfficeCode":"${CODES['post-office-a']}"`],
      'post-office-b': [`"postOfficeCode":"${CODES['post-office-b']}"`],
    },
    specials: {
      ...(await operationsOf(room)),
      ...(await approvalsOf(
        room,
        'payment',
        (officer) => officer.post(redirections, toOffice('620000')),
        (officer) => officer.post(`/v1/payouts/${returned.payout.payoutId}/redirections`, toOffice('620000')),
      )),
      'POST /v1/payout-batches/:batchId/approvals': {
        things: { batchId: agencyThing(built.batchId) },
        words: () => ({ [PENSION.batchDigest]: built.digest }),
      },
      'POST /v1/benefit-claims/:benefitId/decisions': {
        words: () => ({ [PENSION.benefitDigest]: undecided.digest }),
      },
      'POST /v1/payout-batches/:batchId/status-reports': {
        words: ({ owner }) => reportOf(owner === 'bank-b' ? bankB : bankA),
      },
      'POST /v1/benefit-claims': {
        words: ({ serial }) => ({ [PENSIONER.participantId]: (serial % 2 === 0 ? third : fourth).participantId }),
      },
      'POST /v1/payouts/:payoutId/redirections': { things: { payoutId: agencyThing(returned.payout.payoutId) } },
      'POST /v1/payouts/:payoutId/cash-payments': {
        things: { payoutId: idsOf('collected') },
        words: ({ owner }) => {
          const { payout, personalId } = (owner === 'post-office-b' ? postB : postA).collected;
          return { [CASH_PENSION.amountVnd]: payout.amountVnd, [CASH_PENSION.personalId]: personalId };
        },
      },
      'POST /v1/post-offices/:code/returns': {
        words: ({ owner }) => ({
          [CASH_PENSION.uncollectedId]: (owner === 'post-office-b' ? postB : postA).left.payout.payoutId,
        }),
      },
    },
  };
};
