import { DeliveryStatus, type MessageDelivery } from '@ansinh/contracts/notification/api';
import type { Db } from '../kit';

/** How messages were sent beside the inbox, by message. */
export const listDeliveries = async (
  db: Db,
  messageIds: readonly string[],
): Promise<ReadonlyMap<string, MessageDelivery[]>> => {
  const rows = await db.delivery.findMany({
    where: { messageId: { in: [...messageIds] } },
    orderBy: [{ messageId: 'asc' }, { channel: 'asc' }],
  });
  const byMessage = Map.groupBy(rows, ({ messageId }) => messageId);
  return new Map(
    [...byMessage].map(([messageId, deliveries]) => [
      messageId,
      deliveries.map(({ channel, status, sentAt }) => ({
        channel,
        status: DeliveryStatus.parse(status),
        sentAt: sentAt?.toISOString() ?? null,
      })),
    ]),
  );
};
