import { type KindList, type KindOf, openKind } from '../wire/open-kind';

/** Whose tokens end: all of a client, all of a person's account, or those of one session. */
export const REVOKED_KINDS = {
  client: { vi: 'client', en: 'client' },
  account: { vi: 'tài khoản', en: 'account of a person' },
  session: { vi: 'phiên đăng nhập', en: 'session of a person' },
} as const satisfies KindList;
export type RevokedKind = KindOf<typeof REVOKED_KINDS>;
export const RevokedKind = openKind('RevokedKind', REVOKED_KINDS);
