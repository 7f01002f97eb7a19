import { Me, SignInPage } from '@ansinh/contracts/gateway/accounts.api';
import { PageQuery } from '@ansinh/contracts/wire/common.api';
import { route } from '../../kit';
import { LISTING_SIGN_INS, READING_ME } from './sign-in.examples';
import { getMe, listOwnSignIns } from './sign-in.views';

const OWN = { tag: 'Own account', permission: 'account:own' } as const;

export const signInRoutes = [
  route({
    method: 'get',
    path: '/v1/me',
    summary: 'Who I am, what this session may do, and by what I prove who I am',
    ...OWN,
    reply: Me,
    problems: ['approval.person-required', 'request.not-found'],
    example: READING_ME,
    handle: (tx) => getMe(tx),
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
