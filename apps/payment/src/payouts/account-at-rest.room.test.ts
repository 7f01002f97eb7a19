import { SettlementApproved } from '@ansinh/contracts/health-insurance/events';
import type { PayoutBatch } from '@ansinh/contracts/payment/api';
import { newId } from '@ansinh/database';
import { readPain001 } from '@ansinh/iso20022';
import { countHeldKeys, requireKnownKeys, sealPage } from '@ansinh/platform';
import { createKeyRing, DEVELOPMENT_KEYS } from '@ansinh/secrets';
import { everythingIn } from '@ansinh/testkit';
import { accountOf, endToEndIdOf, type PaymentRoom, pain002Of, startPaymentRoom } from '../../testing/payment';
import { ofAttempt, ofBenefit, ofFacility } from '../beneficiaries/sealing';
import { service } from '../service';

const OF_HOSPITAL = '6310009900001';
const COLUMNS = service.sealed ?? [];
const older = createKeyRing([DEVELOPMENT_KEYS[1]]);

let room: PaymentRoom;
beforeEach(async () => {
  room = await startPaymentRoom();
});
afterEach(() => room.stop());

const fileOf = async ({ batchId }: PayoutBatch) => (await room.bank.get(`/v1/payout-batches/${batchId}/pain.001`)).text;
const paidTo = async (batch: PayoutBatch): Promise<(string | undefined)[]> => {
  const { instructions } = await readPain001(await fileOf(batch));
  return instructions.flatMap(({ transactions }) => transactions.map(({ creditorAccount }) => creditorAccount)).sort();
};

/** A pension, and what a hospital is owed: paid, the pension returned and sent to another account. */
const paidTwice = async () => {
  const person = await room.approvedPension();
  await room.registerFacility('66001');
  const settled = { settlementId: newId(), facilityCode: '66001', month: '2026-09', claims: 1, amountVnd: '5000000' };
  await room.deliver(SettlementApproved, settled);
  await room.run();
  const payout = await room.onlyPayoutOf(person);
  const first = await room.approvedBatch();
  const returned = pain002Of(first.messageId, [{ endToEndId: endToEndIdOf(payout), status: 'RJCT', reason: 'AC04' }]);
  await room.bank.post(`/v1/payout-batches/${first.batchId}/status-reports`, returned);
  const number = `99${person.personalId}`;
  const destination = {
    channel: 'bank',
    account: { bankBin: '970436', accountNumber: number, accountName: person.fullName.toUpperCase() },
  };
  const redirection = { destination, reason: 'a new account' };
  expect((await room.together.post(`/v1/payouts/${payout.payoutId}/redirections`, redirection)).status).toBe(200);
  const second = await room.approvedBatch();
  return { person, payout, first, second, number };
};

/** All pages of all columns, a few values at a time. */
const sealAll = async (): Promise<void> => {
  const [first] = COLUMNS;
  let place = first === undefined ? undefined : { column: first.name, after: '' };
  while (place !== undefined) {
    const from = place;
    place = await room.db.$transaction((db) => sealPage(db, COLUMNS, from, 1));
  }
};

const counted = () => countHeldKeys(service, room.databaseUrl);

/** By column, how many values each key holds; what the platform keeps of requests is not counted here. */
const held = async (): Promise<Record<string, object>> =>
  Object.fromEntries(
    (await counted())
      .filter(({ column }) => !column.startsWith('platform.'))
      .map(({ column, held: byKey }) => [column, Object.fromEntries(byKey.map(({ key, values }) => [key, values]))]),
  );

const allBy = (key: string) => ({
  'facility_accounts.account_number': { [key]: 1 },
  'benefits.account_number': { [key]: 1 },
  'payouts.account_number': { [key]: 2 },
  'payout_batch_lines.account_number': { [key]: 3 },
});

describe('an account number', () => {
  it('rests nowhere in the clear, and stands in the file of the bank', async () => {
    const { person, first, second, number } = await paidTwice();
    const { account } = accountOf(person) as { account: { accountNumber: string } };
    const everything = await everythingIn(room);
    for (const known of [account.accountNumber, number, OF_HOSPITAL]) expect(everything).not.toContain(known);
    expect(await held()).toEqual(allBy('development-2'));
    expect(await paidTo(first)).toEqual([account.accountNumber, OF_HOSPITAL].sort());
    expect(await paidTo(second)).toEqual([number]);
  });

  it('whose key nobody has is not paid to', async () => {
    const { second, payout, number } = await paidTwice();
    const [lostKey] = DEVELOPMENT_KEYS;
    const lost = createKeyRing([{ ...lostKey, id: 'lost' }]);
    await room.db.payoutBatchLine.updateMany({
      where: { batchId: second.batchId },
      data: { accountNumber: lost.seal(number, ofAttempt(endToEndIdOf(payout, 2))) },
    });
    expect(await fileOf(second).catch(() => 'broken off')).not.toContain('</Document>');
  });

  it('that was copied from another row is not paid to', async () => {
    const { first, second } = await paidTwice();
    const file = await fileOf(second);
    const [foreign] = await room.db.payoutBatchLine.findMany({ where: { batchId: first.batchId } });
    await room.db.payoutBatchLine.updateMany({
      where: { batchId: second.batchId },
      data: { accountNumber: foreign?.accountNumber ?? '' },
    });
    // The file breaks off where the line stands: no bank takes half of it.
    const answer = await fileOf(second).catch(() => 'broken off');
    expect(answer).not.toBe(file);
    expect(answer).not.toContain('</Document>');
  });

  it('of before, and of an older key, is sealed by the newest one, page by page, and is paid to meanwhile', async () => {
    const { person, payout, first, second, number } = await paidTwice();
    const { account } = accountOf(person) as { account: { accountNumber: string } };
    const id = payout.payoutId;
    const benefit = await room.db.benefit.findFirstOrThrow();
    await room.db.benefit.updateMany({
      data: { accountNumber: older.seal(account.accountNumber, ofBenefit(benefit.id)) },
    });
    await room.db.facilityAccount.updateMany({ data: { accountNumber: older.seal(OF_HOSPITAL, ofFacility('66001')) } });
    await room.db.payout.update({
      where: { id },
      data: { accountNumber: older.seal(number, ofAttempt(endToEndIdOf(payout, 2))) },
    });
    await room.db.payoutBatchLine.updateMany({
      where: { batchId: second.batchId },
      data: { accountNumber: number },
    });
    expect(await held()).toEqual({
      'facility_accounts.account_number': { 'development-1': 1 },
      'benefits.account_number': { 'development-1': 1 },
      'payouts.account_number': { 'development-1': 1, 'development-2': 1 },
      'payout_batch_lines.account_number': { '': 1, 'development-2': 2 },
    });
    const files = [await paidTo(first), await paidTo(second)];
    const untouched = await room.db.payoutBatchLine.findMany({ where: { batchId: first.batchId } });

    await sealAll();
    expect(await held()).toEqual(allBy('development-2'));
    expect([await paidTo(first), await paidTo(second)]).toEqual(files);
    expect(await room.db.payoutBatchLine.findMany({ where: { batchId: first.batchId } })).toEqual(untouched);
    await room.run('2026-11');
    expect(await paidTo(await room.approvedBatch())).toEqual([account.accountNumber]);
  });

  it('that somebody holds is left to the next time, and nobody waits for it', async () => {
    const { payout, number } = await paidTwice();
    const accountNumber = older.seal(number, ofAttempt(endToEndIdOf(payout, 2)));
    await room.db.payout.update({ where: { id: payout.payoutId }, data: { accountNumber } });
    await room.db.$transaction(
      async (db) => {
        await db.$queryRaw`SELECT FROM payouts WHERE id = ${payout.payoutId}::uuid FOR UPDATE`;
        await sealAll();
        expect(await held()).toMatchObject({ 'payouts.account_number': { 'development-1': 1, 'development-2': 1 } });
      },
      { timeout: 60_000 },
    );
    await sealAll();
    expect(await held()).toEqual(allBy('development-2'));
  });

  it('whose key is left out keeps the service from its start, by a sentence, until no value needs it', async () => {
    const { payout, number } = await paidTwice();
    const accountNumber = older.seal(number, ofAttempt(endToEndIdOf(payout, 2)));
    await room.db.payout.update({ where: { id: payout.payoutId }, data: { accountNumber } });
    const startWith = (lost: readonly string[]) =>
      requireKnownKeys(room.db, { ids: ['development-2'], lost }, counted, new Date(0));
    await expect(startWith([])).rejects.toThrow(
      'FIELD_KEYS is without development-1 (1 of payouts.account_number): put it back, or say FIELD_KEYS_LOST',
    );
    expect(await startWith(['development-1'])).toEqual(['development-1']);
    await sealAll();
    expect(await startWith([])).toEqual([]);
    // It is not asked for again, nor its loss told of.
    expect(await startWith(['development-1'])).toEqual([]);
  });
});
