import type { KindList, KindName, KindOf } from '@ansinh/contracts/wire/open-kind';

/** Accounts that are alike. An account is called by its family, or `<family>:<member>`. */
export type AccountFamily = KindName & {
  /** The side on which its accounts grow. */
  readonly side: 'debit' | 'credit';
  /** The names of its members; `any` word opens an account of the family; with `none` the family is one account. */
  readonly members: KindList | 'any' | 'none';
  /** Its members are of an open kind: one that a later release knows is opened by its word. */
  readonly isOpen?: true;
};

/** The plan of accounts of a service. */
export type AccountFamilies = Readonly<Record<string, AccountFamily>>;

type AccountsOf<Name extends string, Family extends AccountFamily> = Family['members'] extends 'none'
  ? Name
  : Family extends { readonly members: 'any' } | { readonly isOpen: true }
    ? `${Name}:${string}`
    : Family['members'] extends KindList
      ? `${Name}:${KindOf<Family['members']>}`
      : never;

/** Every account that a plan allows: one that it does not name does not compile. */
export type AccountOf<Families extends AccountFamilies> = string &
  {
    readonly [Family in KindOf<Families>]: AccountsOf<Family, Families[Family]>;
  }[KindOf<Families>];

/** An account as it is opened. */
export type OpenedAccount = {
  readonly account: string;
  readonly nameVi: string;
  readonly nameEn: string;
  readonly side: AccountFamily['side'];
};

const memberName = ({ members, isOpen }: AccountFamily, member: string | undefined): KindName | undefined => {
  if (members === 'none') return member === undefined ? { vi: '', en: '' } : undefined;
  if (member === undefined || member === '') return undefined;
  if (members === 'any') return { vi: member, en: member };
  if (Object.hasOwn(members, member)) return members[member];
  return isOpen ? { vi: member, en: member } : undefined;
};

/** How an account is opened: named by its family and its member. Throws when the plan has no such account. */
export const openingOf = (families: AccountFamilies, account: string): OpenedAccount => {
  const [name = '', ...rest] = account.split(':');
  const family = Object.hasOwn(families, name) ? families[name] : undefined;
  const member = family && memberName(family, rest.length === 0 ? undefined : rest.join(':'));
  if (family === undefined || member === undefined) throw new Error(`the books have no account ${account}`);
  return {
    account,
    nameVi: `${family.vi} ${member.vi}`.trim(),
    nameEn: `${family.en} ${member.en}`.trim(),
    side: family.side,
  };
};
