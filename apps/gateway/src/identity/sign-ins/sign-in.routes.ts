import { SignInPage } from '@ansinh/contracts/gateway/accounts.api';
import { type CitizenMe, WhoIAm } from '@ansinh/contracts/gateway/citizens/citizens.api';
import { PageQuery } from '@ansinh/contracts/wire/common.api';
import { route, type Tx } from '../../kit';
import { LISTING_SIGN_INS, READING_ME } from './sign-in.examples';
import { getMe, listOwnSignIns } from './sign-in.views';

const OWN = { tag: 'Own account', permission: 'session:own' } as const;

/** A citizen has no account here: `findCitizen` is undefined for everybody else. */
export const signInRoutes = (findCitizen: (tx: Tx) => Promise<CitizenMe | undefined>) => [
  route({
    method: 'get',
    path: '/v1/me',
    summary: 'Who I am, what this session may do, and by what I prove who I am',
    ...OWN,
    reply: WhoIAm,
    problems: ['approval.person-required', 'request.not-found'],
    example: READING_ME,
    handle: async (tx) => (await findCitizen(tx)) ?? getMe(tx),
  }),
  route({
    method: 'get',
    path: '/v1/me/sign-ins',
    summary: 'List when and from where somebody signed in as me, or tried to, the newest first',
    ...OWN,
    query: PageQuery,
    reply: SignInPage,
    problems: ['approval.person-required'],
    example: LISTING_SIGN_INS,
    handle: (tx, { query }) => listOwnSignIns(tx, query),
  }),
];
