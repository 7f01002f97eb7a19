import { DeliveryStatus } from '@ansinh/contracts/notification/api';
import type { KnownMessageChannel } from '@ansinh/contracts/notification/kinds';
import type { Db } from '../kit';
import type { Decided } from './delivery.rules';

export type NewDelivery = {
  readonly id: string;
  readonly messageId: string;
  readonly channel: KnownMessageChannel;
  readonly status: DeliveryStatus;
  readonly createdAt: Date;
};

export const insertDeliveries = async (db: Db, deliveries: readonly NewDelivery[]): Promise<void> => {
  await db.delivery.createMany({ data: [...deliveries] });
};

/** Locks it, so that of two attempts only one decides. */
export const lockDelivery = async (db: Db, id: string): Promise<DeliveryStatus | undefined> => {
  const [row] = await db.$queryRaw<
    { status: string }[]
  >`SELECT status FROM deliveries WHERE id = ${id}::uuid FOR UPDATE`;
  return row === undefined ? undefined : DeliveryStatus.parse(row.status);
};

export const saveDecision = async (db: Db, id: string, decided: Decided): Promise<void> => {
  await db.delivery.update({ where: { id }, data: decided });
};
