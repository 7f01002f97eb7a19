import { ChooseTenant, ChosenTenant } from '@ansinh/contracts/gateway/accounts.api';
import { route } from '../../kit';
import { chooseTenant } from './tenant.commands';
import { CHOOSING } from './tenant.examples';

export const tenantRoute = route({
  method: 'post',
  path: '/v1/me/tenant',
  summary: 'Choose for whom this session speaks',
  description:
    'Of the units for which I may speak today. The next token of the session is of this one: a program renews its token, the cookie of the console does by itself.',
  tag: 'Own account',
  permission: 'account:own',
  body: ChooseTenant,
  reply: ChosenTenant,
  problems: ['approval.person-required', 'request.not-found'],
  example: CHOOSING,
  handle: (tx, { body }) => chooseTenant(tx, body),
});
