import { CheckIn } from '@ansinh/contracts/health-insurance/reception.api';
import { route } from '../../kit';
import { CHECK_IN_LIMITS } from '../form/claim-file-limits';
import { checkIn } from './check-in.commands';
import { CHECKING_IN } from './check-in.examples';
import { checkInReading } from './check-in-file';

const FILE_LIMIT_BYTES = 1_000_000;

export const checkInRoute = route({
  method: 'post',
  path: '/v1/check-ins',
  summary: 'Check a patient in (XML0); the same encounter again updates the same check-in',
  tag: 'Check-ins',
  permission: 'check-in:submit',
  rawBody: { contentTypes: ['application/xml', 'text/xml'], limitBytes: FILE_LIMIT_BYTES, limits: CHECK_IN_LIMITS },
  readFile: checkInReading.of,
  reply: CheckIn,
  status: 201,
  problems: [
    'check-in.structure-invalid',
    'claim.other-facility',
    'register.paused',
    'request.malformed',
    'request.too-complex',
  ],
  example: CHECKING_IN,
  handle: (tx, { content }) => checkIn(tx, content),
});

export const checkInRoutes = [checkInRoute];
